package dev.tidemark.probe.jvm;

import java.util.List;
import java.util.regex.Pattern;

/** Strips JVM arguments of what looks like a secret. */
final class SecretArguments {
  private static final Pattern SECRET =
      Pattern.compile(
          "key|token|passw|pwd|passphrase|secret|credential|auth|bearer", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+@");

  private SecretArguments() {}

  static List<String> redact(List<String> arguments) {
    return arguments.stream().map(SecretArguments::redact).toList();
  }

  /** Keeps the name of an argument that mentions a secret anywhere, and drops all of its value. */
  static String redact(String argument) {
    if (!argument.startsWith("-XX:") && SECRET.matcher(argument).find()) {
      int value = argument.indexOf('=');
      if (value >= 0) {
        return argument.substring(0, value + 1) + "***";
      }
    }
    return USER_INFO.matcher(argument).replaceAll("***@");
  }
}
