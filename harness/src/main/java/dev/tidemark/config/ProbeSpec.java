package dev.tidemark.config;

import java.util.Map;
import java.util.Optional;

/** Where to read a target's memory. */
public sealed interface ProbeSpec {
  /** A JVM on this machine, attached by process id. */
  record JvmByPid(long pid) implements ProbeSpec {}

  /**
   * A JVM on this machine, found by its main class.
   *
   * @param main the class, in full or without its package, or the jar that it was started from
   */
  record JvmByMain(String main) implements ProbeSpec {}

  /** A JVM behind a JMX service URL. */
  record JvmByUrl(String serviceUrl, Door door) implements ProbeSpec {
    public JvmByUrl {
      if (!serviceUrl.matches("service:jmx:rmi://[^/]*/(jndi/rmi://[^/]+/\\S+|stub/\\S+)")) {
        throw new ConfigurationException(
            "probe '"
                + serviceUrl
                + "' is no JMX address; write service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi");
      }
    }

    public JvmByUrl(String serviceUrl) {
      this(serviceUrl, Door.OPEN);
    }
  }

  /** A JVM behind a Jolokia agent. */
  record JvmByJolokia(String url, Door door) implements ProbeSpec {
    public JvmByJolokia {
      if (!url.matches("https?://[^/@\\s]+(/[^@\\s]*)?")) {
        throw new ConfigurationException(
            "probe jolokia: this is no address of an agent; write http://HOST:8778/jolokia, with"
                + " user and password in the environment");
      }
    }
  }

  /**
   * The files that a management port is entered with; both may be named by the environment instead,
   * as user and password may.
   *
   * @param credentials lines {@code user=…} and {@code password=…}
   * @param trustStore certificates to trust besides those of this JVM
   */
  record Door(Optional<String> credentials, Optional<String> trustStore) {
    public static final Door OPEN = new Door(Optional.empty(), Optional.empty());
  }

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
   * Reads the short form: {@code jvm:PID}, {@code jvm:MAINCLASS}, {@code jmx:service:jmx:…}, {@code
   * jolokia:http://…}, {@code http:/stats}, {@code process:PID}.
   *
   * @throws ConfigurationException if it is none of them
   */
  static ProbeSpec parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
    return switch (kind) {
      case "jvm", "jmx" -> jvm(text, rest);
      case "jolokia" -> new JvmByJolokia(rest, Door.OPEN);
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

  private static ProbeSpec jvm(String where, String rest) {
    if (rest.startsWith("service:jmx:")) {
      return new JvmByUrl(rest);
    }
    return rest.matches("[-+]?\\d+|") || where.startsWith("jmx")
        ? new JvmByPid(pid(where, rest))
        : new JvmByMain(rest);
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
            + "' is not known; write jvm:PID, jvm:MAINCLASS, jmx:service:jmx:…, jolokia:http://…,"
            + " http:/stats or process:PID");
  }
}
