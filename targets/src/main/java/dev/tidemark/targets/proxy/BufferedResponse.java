package dev.tidemark.targets.proxy;

/** A whole response that the leaky build keeps. */
record BufferedResponse(String requestId, long atMillis, String text) {}
