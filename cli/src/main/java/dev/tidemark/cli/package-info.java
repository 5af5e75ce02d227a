/** The {@code tidemark} command: puts the other modules together and sets the exit code. */
@NullMarked
package dev.tidemark.cli;

import org.jspecify.annotations.NullMarked;
