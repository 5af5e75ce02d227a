package dev.tidemark.diagnosis.jfr;

import dev.tidemark.diagnosis.Site;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/** Places in an application, by the stacks of recorded events. */
final class Stacks {
  private Stacks() {}

  /** Where an event happened; empty where no stack was recorded. */
  static Optional<String> site(RecordedEvent event) {
    return event.getStackTrace() == null
        ? Optional.empty()
        : Site.of(
            event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(Stacks::frame)
                .toList());
  }

  private static Site.Frame frame(RecordedFrame frame) {
    return new Site.Frame(
        frame.getMethod().getType().getName(), frame.getMethod().getName(), frame.getLineNumber());
  }
}
