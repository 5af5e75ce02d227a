package dev.tidemark.targets.proxy;

/** What the fixed build remembers of a request: of the prompt, its length and hash alone. */
record RequestSummary(String requestId, long atMillis, int promptLength, int promptHash) {}
