/** Leaks and look-alikes of libraries. */
@NullMarked
package dev.tidemark.targets.catalogue.library;

import org.jspecify.annotations.NullMarked;
