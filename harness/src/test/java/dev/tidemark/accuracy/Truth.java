package dev.tidemark.accuracy;

/** What a simulated target really does. */
enum Truth {
  /** Memory is bounded, and within a run the bound shows. */
  INNOCENT,
  /** Memory grows with requests (or time) for ever. */
  LEAKING,
  /** Within a run nothing tells it from the other kind: a cache unfilled at the end, for one. */
  UNDECIDABLE
}
