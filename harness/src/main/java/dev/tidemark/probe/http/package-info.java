/** Reads numbers out of a target's JSON statistics. */
@NullMarked
package dev.tidemark.probe.http;

import org.jspecify.annotations.NullMarked;
