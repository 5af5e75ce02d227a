package dev.tidemark.targets.proxy;

/** A log entry with full prompt and full response that the leaky build keeps. */
record LogEntry(String requestId, long atMillis, String prompt, String response) {}
