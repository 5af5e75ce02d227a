package dev.tidemark.accuracy;

import dev.tidemark.model.Verdict;

/** What a simulated target really does. */
enum Truth {
  /** Memory is bounded, and within a run the bound shows. */
  INNOCENT,
  /** Memory grows with requests (or time) for ever. */
  LEAKING,
  /** Within a run nothing tells it from the other kind: a cache unfilled at the end, for one. */
  UNDECIDABLE;

  /** Whether a verdict is a false LEAK or a silent miss. */
  boolean contradicts(Verdict.Kind kind) {
    return (this == INNOCENT && kind == Verdict.Kind.LEAK)
        || (this == LEAKING && kind == Verdict.Kind.PLATEAU);
  }
}
