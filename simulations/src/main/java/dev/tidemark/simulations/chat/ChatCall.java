package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;

/**
 * One request to be sent.
 *
 * @param id the value of its {@code X-Request-Id}, unique over the run
 * @param body not changed by either side; empty where the request has none
 * @param manner how it is read and ended
 * @param dueNanos when it was meant to begin, by {@link System#nanoTime}; latency counts from there
 */
@SuppressWarnings("ArrayRecordComponent") // written to the connection, and compared with nothing
public record ChatCall(String id, byte[] body, Manner manner, long dueNanos) {}
