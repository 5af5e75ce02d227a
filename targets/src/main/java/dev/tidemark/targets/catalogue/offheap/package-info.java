/** Leaks outside the heap: buffers, mapped files, native memory, metaspace. */
@NullMarked
package dev.tidemark.targets.catalogue.offheap;

import org.jspecify.annotations.NullMarked;
