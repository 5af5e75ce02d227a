package dev.tidemark.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The events of a JFR file, one at a time, as far as the JDK's reader comes. Of a damaged file that
 * reader throws what it pleases, errors included; here that is the end of the file, with a name.
 */
final class JfrEvents implements Closeable {
  private final RecordingFile file;
  private Optional<String> damage = Optional.empty();

  JfrEvents(Path path) throws UnreadableRecording {
    try {
      file = new RecordingFile(path);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new UnreadableRecording(
          "begins as a JFR recording, and is none or torn: " + said(e), e);
    }
  }

  /** The next event; null after the last one that can be read. */
  @Nullable RecordedEvent next() {
    try {
      return damage.isEmpty() && file.hasMoreEvents() ? file.readEvent() : null;
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      damaged(e);
      return null;
    }
  }

  /** Takes an event. */
  @FunctionalInterface
  interface Taker {
    void take(RecordedEvent event) throws UnreadableRecording;
  }

  /** Hands an event over; an event that lacks its fields is damage, too. */
  void read(RecordedEvent event, Taker to) throws UnreadableRecording {
    try {
      to.take(event);
    } catch (RuntimeException e) {
      damaged(e);
    }
  }

  private void damaged(Throwable e) {
    damage = Optional.of("the recording is damaged, judged by what precedes: " + said(e));
  }

  private static String said(Throwable e) {
    String message = e.getMessage();
    String text = message == null ? e.getClass().getSimpleName() : message;
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }

  /** What ended the reading before the end of the file. */
  Optional<String> damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
