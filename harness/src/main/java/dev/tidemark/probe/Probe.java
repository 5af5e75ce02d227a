package dev.tidemark.probe;

import dev.tidemark.model.Reading;

/**
 * Something that reads the memory of one target.
 *
 * <p>A reading never throws and never outlasts its deadline: whatever goes wrong is a {@link
 * Reading.Missed} with a reason of one line. The first reading connects. Readings of one probe do
 * not overlap: a second caller waits, within its own deadline.
 */
public interface Probe extends AutoCloseable {
  /** What the probe is called in a ledger, unique within its arm: {@code jvm}, {@code http}. */
  String name();

  Capabilities capabilities();

  Reading read(ReadRequest request);

  /** Lets go of the target. Returns soon, whatever state the target is in; idempotent. */
  @Override
  void close();
}
