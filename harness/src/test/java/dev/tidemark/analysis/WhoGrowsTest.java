package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Targets whose memory grows beside a flat heap. */
class WhoGrowsTest {
  /** Strings come and go, a few more in the end. */
  private static Map<String, ClassCount> strings(long ended) {
    return Map.of("java.lang.String", new ClassCount(900 + ended / 3_000, 24 * 900 + ended / 125));
  }

  /** With 4 KB of native memory more after every request. */
  private static TargetVerdict judge(LongFunction<Map<String, ClassCount>> classes) {
    return judge(
        ended ->
            PlainFloors.sample(
                "process.memory.native", MetricKind.NATIVE, Unit.BYTES, 50e6 + 4_096.0 * ended),
        classes);
  }

  private static TargetVerdict judge(
      LongFunction<MemorySample> grows, LongFunction<Map<String, ClassCount>> classes) {
    Suspect buffers =
        new Suspect(
            "site", "java.io.BufferedInputStream.<init>:201", 0, 0, false, "made 3 of 6", "-");
    return PlainFloors.analyst()
        .judge(
            PlainFloors.target(Optional.empty()),
            PlainFloors.of(
                60,
                400,
                ended -> List.of(PlainFloors.live(10e6 + ended % 800), grows.apply(ended)),
                classes),
            List.of(
                new RunEvent("a", Events.SUSPECT, DeepSuspects.text(buffers), 0, Instant.EPOCH)));
  }

  @Test
  void whatTheHeapDoesNotShowIsNoneOfItsObjects() {
    TargetVerdict verdict = judge(WhoGrowsTest::strings);

    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.suspects()).isEmpty();
    assertThat(verdict.notes()).anySatisfy(note -> assertThat(note).contains("--profile"));
  }

  @Test
  void anObjectThatGrowsExactlyMayOwnIt() {
    TargetVerdict verdict =
        judge(
            ended ->
                Map.of(
                    "java.lang.String", new ClassCount(900, 21_600),
                    "shop.Compressor", new ClassCount(5 + ended, 16 * (5 + ended))));

    assertThat(verdict.suspects().get(0).name()).isEqualTo("shop.Compressor");
    assertThat(verdict.notes()).noneSatisfy(note -> assertThat(note).contains("--profile"));
  }

  /** A descriptor more with each fourth request. */
  private static TargetVerdict descriptors(String type, long each) {
    return judge(
        ended ->
            PlainFloors.sample(
                "process.unix.file_descriptor.count",
                MetricKind.DESCRIPTORS,
                Unit.COUNT,
                50 + Math.floor(ended / 4.0)),
        ended ->
            Map.of(
                "java.lang.String",
                new ClassCount(900 + ended / 3_000, 21_600 + ended / 125),
                type,
                new ClassCount(5 + ended / each, 64 * (5 + ended / each))));
  }

  @Test
  void whatIsKeptLessOftenThanDescriptorsAreDoesNotOwnThem() {
    assertThat(descriptors("shop.Report", 100).verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(descriptors("shop.Report", 100).suspects()).isEmpty();
    assertThat(descriptors("shop.OpenFile", 8).suspects())
        .first()
        .extracting(Suspect::name)
        .isEqualTo("shop.OpenFile");
  }
}
