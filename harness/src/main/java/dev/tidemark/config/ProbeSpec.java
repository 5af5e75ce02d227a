package dev.tidemark.config;

import java.util.Map;

/** Where to read a target's memory. */
public sealed interface ProbeSpec {
  /** A JVM on this machine, attached by process id. */
  record JvmByPid(long pid) implements ProbeSpec {}

  /** A JVM behind a JMX service URL; user and password come from the environment. */
  record JvmByUrl(String serviceUrl) implements ProbeSpec {}

  /**
   * Numbers in JSON that the target publishes.
   *
   * @param path on the target, or a whole URL
   * @param bounded JSON pointers of counts, each with the pointer of its maximum
   */
  record Http(String path, Map<String, String> bounded) implements ProbeSpec {
    public Http {
      bounded = Map.copyOf(bounded);
    }
  }

  /** A process on this machine as the operating system sees it. */
  record OfProcess(long pid) implements ProbeSpec {}

  /**
   * Reads the short form: {@code jvm:PID}, {@code jvm:service:jmx:…}, {@code jmx:service:jmx:…},
   * {@code http:/stats}, {@code process:PID}.
   *
   * @throws ConfigurationException if it is none of them
   */
  static ProbeSpec parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
    return switch (kind) {
      case "jvm", "jmx" ->
          rest.startsWith("service:jmx:") ? new JvmByUrl(rest) : new JvmByPid(pid(text, rest));
      case "process" -> new OfProcess(pid(text, rest));
      case "http" -> {
        if (rest.startsWith("//")) {
          yield new Http(text, Map.of());
        }
        if (!rest.startsWith("/")) {
          throw unknown(text);
        }
        yield new Http(rest, Map.of());
      }
      case "https" -> new Http(text, Map.of());
      default -> throw unknown(text);
    };
  }

  /** Reads a process id. */
  static long pid(String where, String digits) {
    try {
      long pid = Long.parseLong(digits);
      if (pid > 0) {
        return pid;
      }
    } catch (NumberFormatException e) {
      // said below, in words
    }
    throw new ConfigurationException("probe '" + where + "': '" + digits + "' is not a process id");
  }

  private static ConfigurationException unknown(String text) {
    return new ConfigurationException(
        "probe '"
            + text
            + "' is not known; write jvm:PID, jmx:service:jmx:…, http:/stats or process:PID");
  }
}
