package dev.tidemark.model;

import java.time.Instant;

/**
 * Something that happened during a run.
 *
 * @param arm the arm it concerns, or empty for the run
 * @param event a short fixed word: {@code gate-open}, {@code gate-closed}, {@code decided}, {@code
 *     gone}
 * @param detail one line for people
 */
public record RunEvent(String arm, String event, String detail, long nanos, Instant at) {}
