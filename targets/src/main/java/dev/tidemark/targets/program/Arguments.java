package dev.tidemark.targets.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A parsed command line of {@code --name value} options and {@code --name} switches. */
public final class Arguments {
  private static final String EXIT_WITH_PARENT = "exit-with-parent";
  private static final String PORT = "port";

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /** Parses a command line in which, besides the common options, {@code valued} are known. */
  static Arguments parse(String[] args, Set<String> valued) throws UsageException {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (name.equals(EXIT_WITH_PARENT)) {
        values.put(name, "true");
      } else if (name.equals(PORT) || valued.contains(name)) {
        if (i + 1 == args.length) {
          throw new UsageException("--" + name + " needs a value");
        }
        i++;
        values.put(name, args[i]);
      } else {
        throw new UsageException("unknown argument '" + args[i] + "'; known: " + known(valued));
      }
    }
    return new Arguments(values);
  }

  private static String known(Set<String> valued) {
    Set<String> names = new TreeSet<>(valued);
    names.add(PORT);
    names.add(EXIT_WITH_PARENT);
    return "--" + String.join(" --", names);
  }

  boolean exitWithParent() {
    return values.containsKey(EXIT_WITH_PARENT);
  }

  /** The port to listen on; 0, the default, lets the system choose. */
  public int port() throws UsageException {
    return intValue(PORT, 0, 0, 65_535);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public String required(String name) throws UsageException {
    return value(name).orElseThrow(() -> new UsageException("--" + name + " is missing"));
  }

  public int intValue(String name, int otherwise, int least, int most) throws UsageException {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with the numbers out of range
    }
    throw new UsageException(
        "--"
            + name
            + " must be a whole number from "
            + least
            + " to "
            + most
            + ", not '"
            + text
            + "'");
  }

  public double positiveValue(String name, double otherwise) throws UsageException {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number > 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with the numbers out of range
    }
    throw new UsageException("--" + name + " must be a number above 0, not '" + text + "'");
  }
}
