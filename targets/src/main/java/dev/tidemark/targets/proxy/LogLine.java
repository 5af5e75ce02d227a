package dev.tidemark.targets.proxy;

/** What the fixed build logs of an answer: no text. */
record LogLine(String requestId, long atMillis, long upstreamMillis, boolean answered) {}
