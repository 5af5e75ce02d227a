/** Tests that start the target programs as processes of their own. */
@NullMarked
package dev.tidemark.targets;

import org.jspecify.annotations.NullMarked;
