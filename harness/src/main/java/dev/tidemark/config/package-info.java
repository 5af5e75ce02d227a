/** One configuration for every way to start a run. */
@NullMarked
package dev.tidemark.config;

import org.jspecify.annotations.NullMarked;
