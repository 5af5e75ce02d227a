package dev.tidemark.diagnosis;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whose a class is, by its package: what one organisation publishes is one party. */
final class Parties {
  /** Packages that many organisations share, so that one part more tells them apart. */
  private static final Set<String> SHARED =
      Set.of("org.apache", "org.eclipse", "com.github", "io.github", "org.codehaus");

  /** First parts of a package that name a country or a trade, and nobody. */
  private static final Pattern NOBODY = Pattern.compile("[a-z]{2,3}|info|tech|cloud|name|online");

  /** What calls an application: servers, and what stands between them and it. */
  private static final List<String> FRAMEWORKS =
      List.of(
          "io.netty.",
          "io.undertow.",
          "io.vertx.",
          "io.helidon.",
          "io.micronaut.",
          "io.quarkus.",
          "io.grpc.",
          "io.javalin.",
          "io.reactivex.",
          "reactor.",
          "akka.",
          "org.apache.pekko.",
          "org.apache.catalina.",
          "org.apache.coyote.",
          "org.apache.tomcat.",
          "org.eclipse.jetty.",
          "org.glassfish.",
          "org.jboss.",
          "org.springframework.",
          "org.xnio.",
          "org.junit.",
          "com.linecorp.armeria.",
          "jakarta.",
          "kotlin.",
          "kotlinx.",
          "scala.");

  private Parties() {}

  /** Whether both are of one party. */
  static boolean same(String type, String other) {
    String one = party(type);
    String two = party(other);
    return one.equals(two) || one.startsWith(two + ".") || two.startsWith(one + ".");
  }

  static boolean isFramework(String type) {
    return FRAMEWORKS.stream().anyMatch(type::startsWith);
  }

  /**
   * The first part of the package; two where the first is that of a domain, three where many share
   * these.
   */
  private static String party(String type) {
    int end = Math.max(0, type.lastIndexOf('.'));
    String[] parts = type.substring(0, end).split("\\.", -1);
    if (parts.length < 2 || !NOBODY.matcher(parts[0]).matches()) {
      return parts[0];
    }
    String two = parts[0] + "." + parts[1];
    return SHARED.contains(two) && parts.length > 2 ? two + "." + parts[2] : two;
  }
}
