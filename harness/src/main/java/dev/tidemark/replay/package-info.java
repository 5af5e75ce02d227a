/** Recorded traffic that is sent again: read as a stream, whatever its size. */
@NullMarked
package dev.tidemark.replay;

import org.jspecify.annotations.NullMarked;
