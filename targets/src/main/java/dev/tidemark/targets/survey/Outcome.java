package dev.tidemark.targets.survey;

import dev.tidemark.targets.catalogue.Truth;

/** How a verdict stands to the truth. */
enum Outcome {
  RIGHT("right"),
  WARNED("warned: growth within the allowance"),
  UNDECIDED("undecided"),
  MISSED("**missed**"),
  FALSE_LEAK("**false LEAK**"),
  NO_VERDICT("no verdict");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static Outcome of(Truth truth, String verdict) {
    return switch (verdict) {
      case "LEAK", "CRASHED" -> truth.leak() ? RIGHT : FALSE_LEAK;
      case "GROWING" -> WARNED;
      case "PLATEAU", "FILLING" -> truth.leak() ? MISSED : RIGHT;
      case "INCONCLUSIVE" -> UNDECIDED;
      default -> NO_VERDICT;
    };
  }
}
