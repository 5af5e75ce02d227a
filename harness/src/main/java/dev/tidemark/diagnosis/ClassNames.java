package dev.tidemark.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/** Class names as the JVM's histogram prints them. */
public final class ClassNames {
  private static final List<String> PLATFORM =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final Pattern CONNECTION = Pattern.compile("Connection(Impl|Proxy|Wrapper)?$");

  private ClassNames() {}

  /** The name as it stands in source code: {@code byte[]} for {@code [B}. */
  public static String inSource(String name) {
    int module = name.indexOf(" (");
    String bare = module < 0 ? name : name.substring(0, module);
    int dimensions = 0;
    while (dimensions < bare.length() && bare.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0 || dimensions == bare.length()) {
      return bare;
    }
    return element(bare.substring(dimensions)) + "[]".repeat(dimensions);
  }

  private static String element(String code) {
    return switch (code.charAt(0)) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      default ->
          code.startsWith("L") && code.endsWith(";") ? code.substring(1, code.length() - 1) : code;
    };
  }

  /** Whether it is that of a connection, to a database or a service. */
  public static boolean isConnection(String name) {
    return CONNECTION.matcher(inSource(name)).find();
  }

  /** Whether the class is neither an array nor part of the platform. */
  public static boolean ofApplication(String name) {
    return !name.startsWith("[")
        && !name.endsWith("[]")
        && PLATFORM.stream().noneMatch(name::startsWith);
  }
}
