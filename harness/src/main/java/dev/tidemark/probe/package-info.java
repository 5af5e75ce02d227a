/** The port through which memory is read; one package per adapter. */
@NullMarked
package dev.tidemark.probe;

import org.jspecify.annotations.NullMarked;
