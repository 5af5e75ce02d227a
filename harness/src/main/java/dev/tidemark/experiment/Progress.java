package dev.tidemark.experiment;

/** Where an experiment says how far it is: one line of at most 80 columns at a time. */
@FunctionalInterface
public interface Progress {
  void say(String line);
}
