/** Schedules readings and bounds them in time. */
@NullMarked
package dev.tidemark.sample;

import org.jspecify.annotations.NullMarked;
