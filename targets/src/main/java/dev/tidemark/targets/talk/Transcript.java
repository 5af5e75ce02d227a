package dev.tidemark.targets.talk;

/**
 * What was said in one exchange.
 *
 * @param text as it went over the wire
 */
record Transcript(long number, byte[] text) {}
