package dev.tidemark.diagnosis.profiler;

import java.time.Instant;

/**
 * A piece of memory that was taken while the profiler watched, and was still held when it stopped.
 *
 * @param at when it was taken
 * @param what the class of an object, as in source code; empty for native memory
 */
record Held(Instant at, String what, long bytes, CallStack stack) {}
