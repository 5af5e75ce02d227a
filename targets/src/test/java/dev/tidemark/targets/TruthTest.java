package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.targets.catalogue.Truth;
import dev.tidemark.targets.catalogue.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue's file says of each case is true on a JVM. */
@Execution(ExecutionMode.CONCURRENT)
final class TruthTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/tidemark/targets/catalogue");
  private static final int ONE_OF = 5;
  private static final double SHARE = 0.1;
  private static final double LEAST_BYTES = 20;

  /**
   * One of every {@value #ONE_OF}, or those that {@code -Dtidemark.catalogue.cases} names by an
   * expression: {@code .*} takes five minutes.
   */
  static List<String> cases() {
    String asked = System.getProperty("tidemark.catalogue.cases");
    List<String> all = TruthFile.read().cases().stream().map(Truth::name).toList();
    return asked == null
        ? IntStream.range(0, all.size()).filter(i -> i % ONE_OF == 1).mapToObj(all::get).toList()
        : all.stream().filter(name -> name.matches(asked)).toList();
  }

  private static Truth named(String name) {
    return TruthFile.read().cases().stream()
        .filter(truth -> truth.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whole cycles. */
  private static int events(Truth truth) {
    int cycle = truth.traffic().cycle();
    return (leastEvents(truth) + cycle - 1) / cycle * cycle;
  }

  /** How many events are needed before growth stands out of what a JVM does by itself. */
  private static int leastEvents(Truth truth) {
    return switch (truth.memory()) {
      case THREADS, DESCRIPTORS, METASPACE -> 120;
      case DIRECT, MAPPED -> 400;
      case NATIVE -> 1_500;
      case HEAP ->
          switch (truth.driver()) {
            case SECOND -> 2;
            case ABORT -> 200;
            case ERROR -> 400;
            case REQUEST, CONCURRENCY, ONSET ->
                (int) Math.min(4_000, Math.max(1_500, 400_000 / Math.max(1, truth.each())));
          };
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTruthIsTrue(String name) throws Exception {
    Truth truth = named(name);
    Assumptions.assumeTrue(
        Runtime.version().feature() >= truth.traffic().fromJdk(), "needs a later JDK");
    try (TargetProcess target = TargetProcess.of(flags(truth), name);
        CatalogueDriver driver = new CatalogueDriver(target, truth)) {
      int events = events(truth);
      driver.drive((int) truth.settles() + (truth.driver() == Truth.Driver.SECOND ? 1 : 300));
      driver.settle();
      double before = held(target, truth);
      long began = System.nanoTime();
      double happened = driver.drive(events);
      if (!truth.leak() || truth.waitSeconds() > 0) {
        driver.settle();
      }
      double after = held(target, truth);
      if (truth.driver() == Truth.Driver.SECOND) { // reading takes time, too
        happened = (System.nanoTime() - began) / 1e9;
      }
      double grown = after - before;

      assertThat(happened).as("events of the driver").isGreaterThan(events / 5.0);
      if (truth.leak()) {
        assertThat(grown / happened)
            .isCloseTo(truth.each(), within(Math.max(share(truth) * truth.each(), least(truth))));
      } else {
        assertThat(grown).isLessThan(LEAST_BYTES * events + surplus(truth));
      }
    }
  }

  /** What is held softly does not count; the heap must not move the resident size. */
  private static List<String> flags(Truth truth) {
    List<String> flags = new ArrayList<>(truth.jvm());
    flags.add("-XX:SoftRefLRUPolicyMSPerMB=0");
    if (truth.memory() == Truth.Memory.NATIVE) {
      flags.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"));
    }
    return flags;
  }

  /** What a JVM may take by itself. */
  private static double surplus(Truth truth) {
    return truth.memory() == Truth.Memory.NATIVE ? 2_000_000 : 60_000;
  }

  /** The resident size has much else in it. */
  private static double share(Truth truth) {
    return truth.memory() == Truth.Memory.NATIVE ? 3 * SHARE : SHARE;
  }

  private static double least(Truth truth) {
    return switch (truth.memory()) {
      case THREADS, DESCRIPTORS -> Math.min(0.1, SHARE * truth.each());
      case HEAP, DIRECT, MAPPED, NATIVE, METASPACE -> LEAST_BYTES;
    };
  }

  private static double held(TargetProcess target, Truth truth) throws IOException {
    return truth.memory() == Truth.Memory.NATIVE
        ? target.residentBytes()
        : Http.get(target.url() + "/memory")
            .json()
            .path(truth.memory().name().toLowerCase(Locale.ROOT))
            .asDouble();
  }

  @Test
  void everyCaseIsShort() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path source : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        if (source.getNameCount() > SOURCES.getNameCount() + 1) {
          assertThat(Files.readAllLines(source)).as("%s", source).hasSizeLessThanOrEqualTo(60);
        }
      }
    }
  }
}
