/** Pure functions on arrays of doubles; depends on nothing. */
@NullMarked
package dev.tidemark.stats;

import org.jspecify.annotations.NullMarked;
