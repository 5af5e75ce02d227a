package dev.tidemark.diagnosis.jfr;

/** Traffic that makes a target leak some more while it is recorded. */
@FunctionalInterface
public interface Traffic {
  void send() throws InterruptedException;
}
