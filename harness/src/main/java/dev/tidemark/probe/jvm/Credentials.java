package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The user that a JMX port asks for; never printed. */
public record Credentials(String user, String password) {
  /**
   * Reads lines {@code user=…} and {@code password=…} from a file that its owner alone can read.
   *
   * @throws IllegalArgumentException in one line that says what is wrong, without what it holds
   */
  public static Credentials of(Path file) {
    String user = "";
    String password = "";
    try {
      if (readableByOthers(file)) {
        throw new IllegalArgumentException(
            "the credentials file " + file + " can be read by others; chmod 600 it");
      }
      for (String line : Files.readAllLines(file)) {
        user = valueOf(line, "user").orElse(user);
        password = valueOf(line, "password").orElse(password);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the credentials file " + file + " cannot be read; name an existing file", e);
    }
    if (user.isBlank() || password.isEmpty()) {
      throw new IllegalArgumentException(
          "the credentials file " + file + " needs two lines: user=… and password=…");
    }
    return new Credentials(user, password);
  }

  private static boolean readableByOthers(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).stream()
            .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
  }

  private static Optional<String> valueOf(String line, String name) {
    int sign = line.indexOf('=');
    return sign > 0 && line.substring(0, sign).strip().equals(name)
        ? Optional.of(line.substring(sign + 1).strip())
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "credentials";
  }
}
