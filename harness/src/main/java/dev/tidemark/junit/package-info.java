/** Finds memory leaks in unit tests: a JUnit 5 extension, and checkpoints for looking. */
@NullMarked
package dev.tidemark.junit;

import org.jspecify.annotations.NullMarked;
