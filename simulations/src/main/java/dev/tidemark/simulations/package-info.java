/**
 * Gatling scenarios that drive chat traffic, and the gate that turns a verdict into an exit code.
 */
@NullMarked
package dev.tidemark.simulations;

import org.jspecify.annotations.NullMarked;
