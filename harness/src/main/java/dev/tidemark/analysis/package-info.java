/** From series to verdicts. */
@NullMarked
package dev.tidemark.analysis;

import org.jspecify.annotations.NullMarked;
