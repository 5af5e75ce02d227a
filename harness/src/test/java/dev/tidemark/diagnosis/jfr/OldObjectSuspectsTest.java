package dev.tidemark.diagnosis.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Suspect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OldObjectSuspectsTest {
  private static Suspect grows(String name) {
    return new Suspect("class", name, 1, 24, true, "", "");
  }

  private static OldObject object(String className, String holder) {
    int dot = holder.lastIndexOf('.');
    return new OldObject(
        className,
        Optional.empty(),
        List.of(new OldObject.Field(holder.substring(0, dot), holder.substring(dot + 1), false)),
        0,
        true);
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
                new OldObject.Field("com.example.Cache", "entries", false)),
            0,
            true);
    assertThat(
            OldObjectSuspects.of(
                List.of(bytes, bytes), List.of(grows("com.example.Entry"), grows("byte[]"))))
        .extracting(Suspect::name)
        .containsExactly("com.example.Cache.entries");
  }

  /** All cleaners are in one list of the JVM's, whoever holds the buffers that they are for. */
  @Test
  void whatOnlyAccompaniesABufferDoesNotTellWhoHoldsIt() {
    OldObject cleaner = object("jdk.internal.ref.Cleaner", "jdk.internal.ref.Cleaner.first");
    OldObject buffer = object("java.nio.DirectByteBuffer", "com.example.Codec.buffers");
    assertThat(
            OldObjectSuspects.of(
                OldObjectSuspects.withoutShadows(
                    List.of(cleaner, cleaner, cleaner, buffer, buffer)),
                List.of(grows("jdk.internal.ref.Cleaner"), grows("java.nio.DirectByteBuffer"))))
        .extracting(Suspect::name)
        .containsExactly("com.example.Codec.buffers");
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
  void aLargeArrayThatGrowsAloneIsNamedByASingleSample() {
    List<OldObject.Field> fields = List.of(new OldObject.Field("com.example.Audit", "text", false));
    Optional<String> site = Optional.of("com.example.Audit.add:7");
    OldObject text = new OldObject("byte[]", site, fields, 30 << 20, true);
    OldObject small =
        new OldObject("byte[]", Optional.of("lib.Codec:1"), List.of(), 900 << 10, true);

    List<Suspect> suspects = OldObjectSuspects.of(List.of(small, text), List.of(grows("byte[]")));

    assertThat(suspects)
        .extracting(Suspect::name)
        .containsExactly("com.example.Audit.text", "com.example.Audit.add:7");
    assertThat(suspects.get(0).evidence()).isEqualTo("holds one byte[] of 30.0 MiB");
    assertThat(OldObjectSuspects.of(List.of(small), List.of(grows("byte[]")))).isEmpty();
  }

  /** Each of four libraries' classes is made elsewhere, at the request of one method. */
  @Test
  void objectsMadeForOneMethodInSeveralWaysAreOneSite() {
    List<OldObject> objects =
        List.of("a", "b", "b", "c", "d").stream()
            .map(
                way ->
                    new OldObject(
                        "lib.Part",
                        Optional.of("com.example.Chat.answer:12, by way of lib." + way + ".make:1"),
                        List.of(),
                        0,
                        true))
            .toList();
    List<Suspect> suspects = OldObjectSuspects.of(objects, List.of(grows("lib.Part")));
    assertThat(suspects)
        .extracting(Suspect::name)
        .containsExactly("com.example.Chat.answer:12, by way of lib.b.make:1");
    assertThat(suspects.get(0).evidence()).startsWith("made 5 of 5 sampled objects");
  }

  /** Bytes of a buffer that a library keeps for each thread are no part of what grows. */
  @Test
  void sitesAreThoseOfWhatTheFirstHolderHolds() {
    OldObject.Field trail = new OldObject.Field("lib.Trail", "list", false);
    OldObject.Field buffers = new OldObject.Field("lib.Buffers", "spare", false);
    OldObject kept =
        new OldObject("byte[]", Optional.of("com.example.Log.push:1"), List.of(trail), 0, true);
    OldObject spare =
        new OldObject("byte[]", Optional.of("lib.Codec.more:2"), List.of(buffers), 0, true);
    assertThat(
            OldObjectSuspects.of(List.of(kept, kept, kept, spare, spare), List.of(grows("byte[]"))))
        .extracting(Suspect::name)
        .containsExactly("lib.Trail.list", "lib.Buffers.spare", "com.example.Log.push:1");
  }
}
