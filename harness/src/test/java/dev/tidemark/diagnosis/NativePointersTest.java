package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Suspect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativePointersTest {
  private final Map<String, ClassCount> after = new HashMap<>();

  private NativePointersTest made(String type, long instances) {
    after.put(type, new ClassCount(instances, 24 * instances));
    return this;
  }

  private Optional<Suspect> found() {
    return NativePointers.of(new MadeObjects(Map.of(), after, 500, 0), 1_032);
  }

  @Test
  void whatPointsToNativeMemoryIsNamedWithHowOftenItIsMade() {
    made("jnr.ffi.provider.jffi.DirectMemoryIO", 250).made("java.lang.String", 9_000);
    made("com.sun.jna.Pointer", 20).made("shop.Order", 500);
    assertThat(found())
        .hasValueSatisfying(
            one -> {
              assertThat(one.name()).isEqualTo("jnr.ffi.provider.jffi.DirectMemoryIO");
              assertThat(one.perRequest()).isEqualTo(0.5);
              assertThat(one.bytesPerRequest()).isEqualTo(1_032);
              assertThat(one.exact()).isFalse();
              assertThat(one.evidence()).startsWith("0.500 are made with every request");
              assertThat(one.advice()).contains("--profile");
            });
  }

  @Test
  void whatIsMadeSeldomOrByThePlatformIsNot() {
    made("com.sun.jna.Pointer", 7).made("java.lang.foreign.MemorySegment", 500);
    made("shop.Memoryless", 500).made("shop.PointerTable", 500);
    assertThat(found()).isEmpty();
    made("jdk.internal.foreign.NativeMemorySegmentImpl", 500);
    assertThat(found()).isPresent();
  }
}
