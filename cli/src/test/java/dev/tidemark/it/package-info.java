/** Whole experiments against real processes, driven without Gatling. */
@NullMarked
package dev.tidemark.it;

import org.jspecify.annotations.NullMarked;
