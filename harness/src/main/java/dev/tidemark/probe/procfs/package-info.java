/** Reads a process from the proc file system. */
@NullMarked
package dev.tidemark.probe.procfs;

import org.jspecify.annotations.NullMarked;
