package dev.tidemark.diagnosis;

import java.util.List;
import java.util.Set;

/** Whose a class is, by its package: what one organisation publishes is one party. */
final class Parties {
  /** Packages that many organisations share, so that one part more tells them apart. */
  private static final Set<String> SHARED =
      Set.of("org.apache", "org.eclipse", "com.github", "io.github", "org.codehaus");

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

  /** The first two parts of the package, three where the first two are shared by many. */
  private static String party(String type) {
    int end = Math.max(0, type.lastIndexOf('.'));
    String[] parts = type.substring(0, end).split("\\.", -1);
    if (parts.length < 2) {
      return parts[0];
    }
    String two = parts[0] + "." + parts[1];
    return SHARED.contains(two) && parts.length > 2 ? two + "." + parts[2] : two;
  }
}
