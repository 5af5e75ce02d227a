package dev.tidemark.config;

/**
 * A mistake in what was asked; the message is one line that says what is wrong, where, and what to
 * do.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
