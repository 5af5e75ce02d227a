/** What a request is made of: its route, its key, its lengths and its text. */
@NullMarked
package dev.tidemark.traffic;

import org.jspecify.annotations.NullMarked;
