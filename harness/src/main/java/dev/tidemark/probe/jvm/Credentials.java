package dev.tidemark.probe.jvm;

/** The user that a JMX port asks for; never printed. */
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "credentials";
  }
}
