package dev.tidemark.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is left out of recorded requests: secrets, and what belongs to a connection. */
final class SecretNames {
  private static final Pattern SECRET =
      Pattern.compile(
          "authori[sz]ation|cookie|api[-_]?key|token|secret|passw|credential|session|csrf|xsrf"
              + "|signature|access[-_]?key|auth$|^x-auth|^sig$|^key$|jwt",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host",
          "content-length",
          "connection",
          "keep-alive",
          "proxy-connection",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "accept-encoding",
          "content-encoding",
          "http2-settings",
          "x-request-id");

  private SecretNames() {}

  static boolean isSecret(String name) {
    return SECRET.matcher(name).find();
  }

  /** Whether a header is made anew for every connection. */
  static boolean isOfTheConnection(String header) {
    return header.startsWith(":") || OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  /** The path with its query, without parameters that hold secrets. */
  static String withoutSecrets(String path) {
    int question = path.indexOf('?');
    if (question < 0) {
      return path;
    }
    List<String> kept = new ArrayList<>();
    for (String parameter : path.substring(question + 1).split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (!isSecret(equals < 0 ? parameter : parameter.substring(0, equals))) {
        kept.add(parameter);
      }
    }
    return path.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
  }
}
