package dev.tidemark.experiment;

import java.util.Optional;

/**
 * What stops the traffic of one arm when its requests go wrong: so many in a row, or more than half
 * of so many. Guarded by its owner.
 */
final class CircuitBreaker {
  static final int IN_A_ROW = 25;
  static final int OF_SO_MANY = 200;

  private int inARow;
  private int inWindow;
  private int wrongInWindow;
  private String lastFailure = "";
  private Optional<String> tripped = Optional.empty();

  void succeeded() {
    inARow = 0;
    count(0);
  }

  /**
   * Counts a request that went wrong.
   *
   * @param why one short line
   */
  void wentWrong(String why) {
    lastFailure = why;
    inARow++;
    count(1);
    if (inARow >= IN_A_ROW) {
      trip(IN_A_ROW + " requests in a row failed");
    }
  }

  private void count(int wrong) {
    inWindow++;
    wrongInWindow += wrong;
    if (2 * wrongInWindow > OF_SO_MANY) {
      trip("more than half of " + OF_SO_MANY + " requests failed");
    }
    if (inWindow == OF_SO_MANY) {
      inWindow = 0;
      wrongInWindow = 0;
    }
  }

  private void trip(String what) {
    if (tripped.isEmpty()) {
      tripped = Optional.of(what + " (" + lastFailure + ")");
    }
  }

  /** Why the traffic is to stop; empty while it may go on. */
  Optional<String> tripped() {
    return tripped;
  }

  /** Of the last request that went wrong; empty where none did. */
  String lastFailure() {
    return lastFailure;
  }
}
