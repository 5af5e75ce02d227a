/**
 * Has async-profiler watch a JVM while requests are sent: which native memory is not given back,
 * which objects stay, and the stacks that made them.
 */
@NullMarked
package dev.tidemark.diagnosis.profiler;

import org.jspecify.annotations.NullMarked;
