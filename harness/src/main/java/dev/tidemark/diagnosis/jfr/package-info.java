/** Asks a JVM's flight recorder for objects that stay, where they were made and who holds them. */
@NullMarked
package dev.tidemark.diagnosis.jfr;

import org.jspecify.annotations.NullMarked;
