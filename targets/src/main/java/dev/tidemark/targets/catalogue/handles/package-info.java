/** Leaks of threads and descriptors. */
@NullMarked
package dev.tidemark.targets.catalogue.handles;

import org.jspecify.annotations.NullMarked;
