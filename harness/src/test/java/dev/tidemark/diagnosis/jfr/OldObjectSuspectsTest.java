package dev.tidemark.diagnosis.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OldObjectSuspectsTest {
  private static final List<Kept> KEPT = new ArrayList<>();

  /** What is kept, and large enough to be sampled soon. */
  @SuppressWarnings("UnusedVariable") // read by the recorder alone
  private static final class Kept {
    final long[] content = new long[500];
  }

  private static Suspect grows(String name) {
    return new Suspect("class", name, 1, 24, true, "", "");
  }

  private static OldObject object(String className, String holder) {
    int dot = holder.lastIndexOf('.');
    return new OldObject(
        className,
        Optional.empty(),
        List.of(new OldObject.Field(holder.substring(0, dot), holder.substring(dot + 1), false)));
  }

  @Test
  void samplesOfClassesThatDoNotGrowDoNotCount() {
    List<OldObject> objects =
        List.of(
            object("com.example.Config", "com.example.App.CONFIG"),
            object("com.example.Config", "com.example.App.CONFIG"),
            object("com.example.Entry", "com.example.Cache.entries"),
            object("com.example.Entry", "com.example.Cache.entries"));
    assertThat(OldObjectSuspects.of(objects, List.of(grows("com.example.Entry"))))
        .extracting(Suspect::name)
        .containsExactly("com.example.Cache.entries");
  }

  /** The bytes of an entry are content; the field that holds the entries is what to look at. */
  @Test
  void aFieldOfWhatGrowsItselfIsPassedOver() {
    OldObject bytes =
        new OldObject(
            "byte[]",
            Optional.empty(),
            List.of(
                new OldObject.Field("com.example.Entry", "body", false),
                new OldObject.Field("com.example.Cache", "entries", false)));
    assertThat(
            OldObjectSuspects.of(
                List.of(bytes, bytes), List.of(grows("com.example.Entry"), grows("byte[]"))))
        .extracting(Suspect::name)
        .containsExactly("com.example.Cache.entries");
  }

  @Test
  void aSingleSampleProvesNothing() {
    assertThat(
            OldObjectSuspects.of(
                List.of(object("com.example.Entry", "com.example.Cache.entries")),
                List.of(grows("com.example.Entry"))))
        .isEmpty();
  }

  @Test
  void theRecorderOfThisJvmNamesFieldAndMethod() throws IOException, InterruptedException {
    List<Suspect> found =
        OldObjectSuspects.record(
            ManagementFactory.getPlatformMBeanServer(),
            List.of(grows("long[]")),
            OldObjectSuspectsTest::grow);
    KEPT.clear();
    assertThat(found)
        .anyMatch(
            one ->
                one.kind().equals("holder")
                    && one.name().equals("static " + OldObjectSuspectsTest.class.getName() + ".KEPT"))
        .anyMatch(one -> one.kind().equals("site") && one.name().contains("$Kept.<init>"));
  }

  private static void grow() {
    for (int i = 0; i < 5_000; i++) {
      KEPT.add(new Kept());
    }
    System.gc(); // what no collection has met is not old
  }
}
