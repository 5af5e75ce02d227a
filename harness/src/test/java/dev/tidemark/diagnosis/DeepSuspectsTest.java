package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Suspect;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeepSuspectsTest {
  private static final Suspect OWN = suspect("class", "com.example.Entry");
  private static final Suspect BYTES = suspect("class", "byte[]");
  private static final Suspect FIELD = suspect("holder", "com.example.Cache.entries");
  private static final Suspect SITE = suspect("site", "com.example.Cache.get:12");

  private static Suspect suspect(String kind, String name) {
    return new Suspect(kind, name, 1, 24, true, "evidence \"quoted\"", "advice");
  }

  @Test
  void theClassOfTheApplicationStandsBeforeItsHolder() {
    assertThat(DeepSuspects.merge(List.of(OWN, BYTES), List.of(SITE, FIELD)))
        .containsExactly(OWN, FIELD, SITE, BYTES);
  }

  @Test
  void whereOnlyClassesOfThePlatformGrowTheHolderStandsFirst() {
    assertThat(DeepSuspects.merge(List.of(BYTES), List.of(SITE, FIELD)))
        .containsExactly(FIELD, SITE, BYTES);
  }

  @Test
  void aPlaceOfThePlatformAloneStandsBehindTheClasses() {
    Suspect server = suspect("site", "java.io.BufferedInputStream.<init>:201");
    assertThat(DeepSuspects.merge(List.of(BYTES), List.of(server, FIELD)))
        .containsExactly(FIELD, BYTES, server);
  }

  @Test
  void aHolderThatTwoWaysFoundStandsOnce() {
    Suspect dumped = suspect("holder", "com.example.Cache.entries (java.util.HashMap)");
    assertThat(DeepSuspects.merge(List.of(BYTES), List.of(dumped, FIELD)))
        .containsExactly(dumped, BYTES);
  }

  @Test
  void aSiteThatTwoWaysFoundStandsOnce() {
    Suspect again = new Suspect("site", SITE.name(), 1, 24, false, "another way", "advice");
    assertThat(DeepSuspects.merge(List.of(OWN, BYTES), List.of(SITE, again)))
        .containsExactly(OWN, SITE, BYTES);
  }

  @Test
  void whereNativeMemoryIsTakenStandsBehindAClassBeyondDoubtAndElseFirst() {
    Suspect place = suspect("site", "com.example.Codec.open:7");
    Suspect doubtful = new Suspect("class", "byte[]", 0.9, 24, false, "evidence", "advice");
    assertThat(DeepSuspects.withNative(List.of(OWN, BYTES), List.of(place)))
        .containsExactly(OWN, place, BYTES);
    assertThat(DeepSuspects.withNative(List.of(doubtful), List.of(place)))
        .containsExactly(place, doubtful);
    assertThat(DeepSuspects.withNative(List.of(), List.of(place))).containsExactly(place);
    assertThat(DeepSuspects.withNative(List.of(OWN), List.of())).containsExactly(OWN);
  }

  @Test
  void nothingGrowsNothingIsHeld() {
    assertThat(DeepSuspects.merge(List.of(), List.of(FIELD))).isEmpty();
    assertThat(DeepSuspects.merge(List.of(OWN), List.of())).containsExactly(OWN);
  }

  @Test
  void aSuspectIsReadBackFromTheLedger() {
    assertThat(DeepSuspects.of(DeepSuspects.text(FIELD))).contains(FIELD);
    assertThat(DeepSuspects.of("{torn")).isEmpty();
  }
}
