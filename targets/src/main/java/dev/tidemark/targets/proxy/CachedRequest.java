package dev.tidemark.targets.proxy;

/** A request with its full prompt that the leaky build keeps. */
record CachedRequest(long atMillis, String prompt) {}
