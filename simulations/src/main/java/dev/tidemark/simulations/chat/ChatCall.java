package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.traffic.Outgoing;

/**
 * One request to be sent.
 *
 * @param id the value of its {@code X-Request-Id}, unique over the run
 * @param manner how it is read and ended
 * @param dueNanos when it was meant to begin, by {@link System#nanoTime}; latency counts from there
 */
public record ChatCall(String id, Outgoing request, Manner manner, long dueNanos) {}
