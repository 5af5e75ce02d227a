package dev.tidemark.analysis;

/** The words that an experiment writes into its ledger and that the analysis reads back. */
public final class Events {
  public static final String GATE_OPEN = "gate-open";
  public static final String GATE_CLOSED = "gate-closed";

  /** A stage begins; the detail is its name. */
  public static final String STAGE = "stage";

  /** A rung of the ladder begins; the detail is how many requests may be in flight. */
  public static final String RUNG = "rung";

  /** The arm's verdict is clear, it gets no more rounds. */
  public static final String DECIDED = "decided";

  /** The target died, restarted, or ran out of memory. */
  public static final String CRASHED = "crashed";

  /** After its verdict the target is driven on until it dies; what follows is not judged. */
  public static final String LET_IT_DIE = "let-it-die";

  /** It died while it was driven on. */
  public static final String DIED = "died";

  /** It was driven on, and did not die within the bounds. */
  public static final String OUTLIVED = "outlived";

  /** Something that weakens the evidence so much that the verdict is withdrawn. */
  public static final String WITHDRAWN = "withdrawn";

  /** Somebody who holds what grows was found while the target ran; the detail is the suspect. */
  public static final String SUSPECT = "suspect";

  /** A place that takes native memory and does not give it back; the detail is the suspect. */
  public static final String NATIVE_SUSPECT = "native-suspect";

  /**
   * Of a leak that may be held softly: how many sampled objects that grow, of how many, are held by
   * other references; the detail is as of {@link SoftlyHeld#sampled}.
   */
  public static final String HELD = "held";

  /** Something the reader should know. */
  public static final String NOTE = "note";

  private Events() {}
}
