/** Gatling simulations of our own and of a user's, run for real. */
@NullMarked
package dev.tidemark.simulations;

import org.jspecify.annotations.NullMarked;
