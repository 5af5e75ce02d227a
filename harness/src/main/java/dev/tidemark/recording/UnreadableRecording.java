package dev.tidemark.recording;

/**
 * A file that cannot be judged; the message is one line that follows the file's name: what is
 * wrong, where, what to do.
 */
public final class UnreadableRecording extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableRecording(String message) {
    super(message);
  }

  public UnreadableRecording(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message as the end of a sentence that begins with the file's name. */
  public String complaint() {
    return String.valueOf(getMessage());
  }
}
