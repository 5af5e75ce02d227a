package dev.tidemark.diagnosis.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Suspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeSuspectsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Burst> BURSTS = List.of(burst(0), burst(1), burst(2));

  private static final CallStack.Frame MALLOC = frame("libc.so.6", "malloc");
  private static final CallStack.Frame ENTRY = frame("libzip.so", "Java_Deflater_init");
  private static final CallStack.Frame INTERPRETER = frame("libjvm.so", "InterpreterRuntime::_new");
  private static final CallStack.Frame PLATFORM =
      new CallStack.Frame("java.util.zip.Deflater", "init", 9, true);
  private static final CallStack.Frame APPLICATION =
      new CallStack.Frame("com.example.Shop", "buy", 42, true);

  private final List<Held> held = new ArrayList<>();

  private static CallStack.Frame frame(String library, String function) {
    return new CallStack.Frame(library, function, 0, false);
  }

  private static Burst burst(int number) {
    return new Burst(at(number, 0), at(number, 5), 20);
  }

  private static Instant at(int burst, int second) {
    return START.plusSeconds(10L * burst + second);
  }

  private void keep(int burst, int pieces, long bytes, CallStack.Frame... frames) {
    for (int i = 0; i < pieces; i++) {
      held.add(new Held(at(burst, 1), "", bytes, new CallStack(List.of(frames))));
    }
  }

  private void keepInEveryBurst(int pieces, long bytes, CallStack.Frame... frames) {
    for (int burst = 0; burst < BURSTS.size(); burst++) {
      keep(burst, pieces, bytes, frames);
    }
  }

  private List<Suspect> suspects() {
    return NativeSuspects.of(held, BURSTS, 10);
  }

  @Test
  void aPieceForEachRequestIsExact() {
    keepInEveryBurst(20, 4_096, MALLOC, ENTRY, PLATFORM, APPLICATION);
    Suspect one = suspects().get(0);
    assertThat(one.kind()).isEqualTo("site");
    assertThat(one.name()).isEqualTo("com.example.Shop.buy:42");
    assertThat(one.exact()).isTrue();
    assertThat(one.perRequest()).isEqualTo(1);
    assertThat(one.bytesPerRequest()).isEqualTo(4_096);
    assertThat(one.evidence())
        .isEqualTo(
            "took 240 KiB of native memory in 60 pieces during 60 requests, and none of it was"
                + " given back; by way of Java_Deflater_init (libzip.so)");
  }

  @Test
  void aPieceForEveryFourthRequestIsNamedButNotExact() {
    keepInEveryBurst(5, 4_096, MALLOC, ENTRY, APPLICATION);
    assertThat(suspects()).singleElement().satisfies(one -> assertThat(one.exact()).isFalse());
  }

  /** As many pieces as requests, but not with every request. */
  @Test
  void burstsThatKeepUnequalCountsAreNotExact() {
    keep(0, 20, 64, MALLOC, ENTRY, APPLICATION);
    keep(1, 22, 64, MALLOC, ENTRY, APPLICATION);
    keep(2, 18, 64, MALLOC, ENTRY, APPLICATION);
    assertThat(suspects())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.perRequest()).isEqualTo(1);
              assertThat(one.exact()).isFalse();
            });
  }

  @Test
  void callsOfThreadsThatWereWrittenOutOfOrderAreMatchedInTheOrderOfTime() {
    Held first = new Held(at(0, 1), "", 8, new CallStack(List.of(MALLOC)));
    Held again = new Held(at(0, 3), "", 16, new CallStack(List.of(MALLOC)));
    Held other = new Held(at(0, 2), "", 32, new CallStack(List.of(MALLOC)));
    assertThat(
            ProfileReader.unfreed(
                List.of(
                    new ProfileReader.Call(at(0, 3), 4_711, Optional.of(again)),
                    new ProfileReader.Call(at(0, 1), 4_711, Optional.of(first)),
                    new ProfileReader.Call(at(0, 4), 815, Optional.empty()),
                    new ProfileReader.Call(at(0, 2), 4_711, Optional.empty()),
                    new ProfileReader.Call(at(0, 2), 815, Optional.of(other)))))
        .containsExactly(again);
  }

  @Test
  void whatIsTakenInOneBurstAloneIsNoGrowth() {
    keep(0, 60, 4_096, MALLOC, ENTRY, APPLICATION);
    assertThat(suspects()).isEmpty();
  }

  @Test
  void whatIsTakenBetweenTheBurstsDoesNotCount() {
    for (int burst = 0; burst < BURSTS.size(); burst++) {
      for (int i = 0; i < 20; i++) {
        held.add(new Held(at(burst, 7), "", 64, new CallStack(List.of(ENTRY, APPLICATION))));
      }
    }
    assertThat(suspects()).isEmpty();
  }

  @Test
  void theJvmsOwnBusinessNamesNobodyAndIsNotCountedAmongOthers() {
    keepInEveryBurst(20, 4_096, MALLOC, INTERPRETER, APPLICATION);
    assertThat(suspects()).isEmpty();
    keepInEveryBurst(20, 64, MALLOC, ENTRY, APPLICATION);
    assertThat(suspects())
        .singleElement()
        .satisfies(one -> assertThat(one.bytesPerRequest()).isEqualTo(64));
  }

  @Test
  void aThreadOfANativeLibraryIsNamedByItsFunction() {
    keepInEveryBurst(20, 4_096, MALLOC, frame("libshop.so", "shop_buy"));
    assertThat(suspects()).extracting(Suspect::name).containsExactly("shop_buy (libshop.so)");
  }

  @Test
  void aThreadOfTheJvmNamesNobody() {
    keepInEveryBurst(
        20,
        4_096,
        MALLOC,
        frame("libjvm.so", "os::malloc"),
        frame("libjvm.so", "Compile::Compile"));
    assertThat(suspects()).isEmpty();
  }

  @Test
  void lessThanWasAskedForNamesNobody() {
    keepInEveryBurst(20, 9, MALLOC, ENTRY, APPLICATION);
    assertThat(suspects()).isEmpty();
  }

  @Test
  void aSmallPartOfAllNamesNobody() {
    keepInEveryBurst(20, 4_096, MALLOC, ENTRY, APPLICATION);
    keepInEveryBurst(20, 100, MALLOC, frame("libnet.so", "Java_open0"), APPLICATION);
    assertThat(suspects()).hasSize(1);
  }

  @Test
  void stacksAreFoldedFromTheOutermostFrameOn() {
    keep(0, 2, 8, MALLOC, ENTRY, PLATFORM, APPLICATION);
    keep(1, 1, 8, frame("libasyncProfiler-4.5.so", "malloc_hook"), frame("lib;\n.so", "f"));
    assertThat(FoldedStacks.of(held, Held::bytes))
        .containsExactly(
            "com.example.Shop.buy;java.util.zip.Deflater.init;Java_Deflater_init (libzip.so);malloc"
                + " (libc.so.6) 16",
            "f (lib__.so) 8");
  }
}
