/** A small server that leaks in one chosen way per request. */
@NullMarked
package dev.tidemark.targets.catalogue;

import org.jspecify.annotations.NullMarked;
