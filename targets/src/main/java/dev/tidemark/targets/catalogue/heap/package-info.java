/** Leaks that keep objects on the heap, one or more a request. */
@NullMarked
package dev.tidemark.targets.catalogue.heap;

import org.jspecify.annotations.NullMarked;
