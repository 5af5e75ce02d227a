package dev.tidemark.experiment;

import java.time.Duration;

/**
 * How long the answer of one request took.
 *
 * @param endToEnd from when it was due until the answer's last byte, or until it was aborted
 * @param firstToken from when it was due until the first chunk of the answer
 * @param gapsNanos between one chunk and the next; not copied, and not changed by either side
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by the histogram
public record Timing(Duration endToEnd, Duration firstToken, long[] gapsNanos) {}
