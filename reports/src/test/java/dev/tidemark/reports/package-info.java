/** Tests of what people and machines read of a run. */
@NullMarked
package dev.tidemark.reports;

import org.jspecify.annotations.NullMarked;
