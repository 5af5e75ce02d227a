/** Readers of what other tools recorded. */
@NullMarked
package dev.tidemark.recording;

import org.jspecify.annotations.NullMarked;
