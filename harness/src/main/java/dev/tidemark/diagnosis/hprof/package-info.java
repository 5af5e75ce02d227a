/** Reads heap dumps: what is reachable, by class, and which field holds it. */
@NullMarked
package dev.tidemark.diagnosis.hprof;

import org.jspecify.annotations.NullMarked;
