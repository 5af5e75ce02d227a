package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.targets.catalogue.Truth;
import dev.tidemark.targets.catalogue.TruthFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue's file says of each case is true on a JVM. */
final class TruthTest {
  private static final double SHARE = 0.1;
  private static final double LEAST_BYTES = 20;

  static List<String> cases() {
    return TruthFile.read().cases().stream().map(Truth::name).toList();
  }

  private static Truth named(String name) {
    return TruthFile.read().cases().stream()
        .filter(truth -> truth.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** How many events are needed before growth stands out of what a JVM does by itself. */
  private static int events(Truth truth) {
    return switch (truth.memory()) {
      case THREADS, DESCRIPTORS, METASPACE -> 120;
      case DIRECT, MAPPED -> 400;
      case NATIVE -> 600;
      case HEAP ->
          switch (truth.driver()) {
            case SECOND -> 2;
            case ABORT -> 200;
            case ERROR, REQUEST, CONCURRENCY, ONSET ->
                (int) Math.min(4_000, Math.max(800, 1_000_000 / Math.max(1, truth.each())));
          };
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTruthIsTrue(String name) throws Exception {
    Truth truth = named(name);
    Assumptions.assumeTrue(
        Runtime.version().feature() >= truth.traffic().fromJdk(), "needs a later JDK");
    try (TargetProcess target = TargetProcess.of(truth.jvm(), name);
        CatalogueDriver driver = new CatalogueDriver(target, truth)) {
      int events = events(truth);
      driver.drive((int) truth.settles() + (truth.driver() == Truth.Driver.SECOND ? 1 : 300));
      double before = held(target, truth);
      long began = System.nanoTime();
      double happened = driver.drive(events);
      double after = held(target, truth);
      if (truth.driver() == Truth.Driver.SECOND) { // reading takes time, too
        happened = (System.nanoTime() - began) / 1e9;
      }
      double grown = after - before;

      assertThat(happened).as("events of the driver").isGreaterThan(events / 5.0);
      if (truth.leak()) {
        assertThat(grown / happened)
            .isCloseTo(truth.each(), within(Math.max(SHARE * truth.each(), least(truth))));
      } else {
        assertThat(grown).isLessThan(LEAST_BYTES * events + 60_000);
      }
    }
  }

  private static double least(Truth truth) {
    return switch (truth.memory()) {
      case THREADS, DESCRIPTORS -> 0.1;
      case HEAP, DIRECT, MAPPED, NATIVE, METASPACE -> LEAST_BYTES;
    };
  }

  private static double held(TargetProcess target, Truth truth)
      throws IOException, InterruptedException {
    String memory = target.url() + "/memory";
    return switch (truth.memory()) {
      case HEAP -> {
        Http.get(memory);
        yield target.liveBytes();
      }
      case NATIVE -> target.residentBytes();
      case METASPACE, DIRECT, MAPPED, THREADS, DESCRIPTORS ->
          Http.get(memory)
              .json()
              .path(truth.memory().name().toLowerCase(java.util.Locale.ROOT))
              .asDouble();
    };
  }

  @ParameterizedTest
  @MethodSource("classes")
  void aClassIsShort(java.nio.file.Path source) throws IOException {
    assertThat(java.nio.file.Files.readAllLines(source)).hasSizeLessThanOrEqualTo(60);
  }

  static List<java.nio.file.Path> classes() throws IOException {
    try (Stream<java.nio.file.Path> files =
        java.nio.file.Files.walk(
            java.nio.file.Path.of("src/main/java/dev/tidemark/targets/catalogue"))) {
      return files
          .filter(file -> file.getNameCount() == 9 && file.toString().endsWith(".java"))
          .toList();
    }
  }
}
