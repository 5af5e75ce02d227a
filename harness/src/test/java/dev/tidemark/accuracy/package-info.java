/** How often verdicts are right, measured on simulated targets; writes {@code docs/accuracy.md}. */
@NullMarked
package dev.tidemark.accuracy;

import org.jspecify.annotations.NullMarked;
