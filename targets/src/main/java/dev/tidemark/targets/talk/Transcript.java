package dev.tidemark.targets.talk;

/** What was said in one exchange. */
record Transcript(long number, String text) {}
