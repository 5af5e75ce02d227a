package dev.tidemark.experiment;

/**
 * Leave to send one request, which {@link Gate} takes back by exactly one of its ends.
 *
 * @param index which request to send, counted from 0 over the run; it comes back only where the
 *     same requests are to be sent again
 * @param manner how it is sent and read
 * @param dueNanos when it was meant to begin, by {@link System#nanoTime}: latency counts from
 *     there, so that a target that makes others wait does not hide it
 */
public record Ticket(long index, Manner manner, long dueNanos) {}
