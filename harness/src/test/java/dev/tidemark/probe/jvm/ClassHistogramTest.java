package dev.tidemark.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ClassCount;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
  private static final String TABLE =
      """
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:            12            960  [B (java.base@17.0.15)
         2:             3            100  com.example.Thing
         3:             2             60  com.example.Thing
         4:             1             16  com.example.Web$$Lambda$14/0x0000000800c03000
         5:             1             16  com.example.Web$$Lambda$14/0x0000000800c04000
      Total            19           1152
      """;

  @Test
  void modulesAndAddressesAreStrippedAndNamesakesSummed() throws Exception {
    ClassHistogram histogram = ClassHistogram.parse(TABLE);
    assertThat(histogram.bytes()).isEqualTo(1152);
    assertThat(histogram.instances()).isEqualTo(19);
    assertThat(histogram.classes())
        .hasSize(3)
        .containsEntry("[B", new ClassCount(12, 960))
        .containsEntry("com.example.Thing", new ClassCount(5, 160))
        .containsEntry("com.example.Web$$Lambda$14", new ClassCount(2, 32));
  }

  @Test
  void whatFillsGapsOfTheHeapIsNoLiveObject() throws Exception {
    String rows =
        """
         6:           141       19664096  [Ljdk.internal.vm.FillerElement; (java.base@25)
         7:             1             16  jdk.internal.vm.FillerObject (java.base@25)
      Total           161       19665264
      """;
    String filled = TABLE.substring(0, TABLE.indexOf("Total")) + rows;

    ClassHistogram histogram = ClassHistogram.parse(filled);

    assertThat(histogram.bytes()).isEqualTo(1152);
    assertThat(histogram.instances()).isEqualTo(19);
    assertThat(histogram.classes()).hasSize(3);
  }

  @Test
  void windowsLineEndsAreNoPartOfAName() throws Exception {
    assertThat(ClassHistogram.parse(TABLE.replace("\n", "\r\n")).classes()).containsKey("[B");
  }

  @Test
  void aTableThatLostARowIsRefused() {
    String torn =
        TABLE.lines().filter(line -> !line.contains(" 2:")).reduce("", (a, b) -> a + b + "\n");
    assertThatThrownBy(() -> ClassHistogram.parse(torn)).hasMessageContaining("add up");
  }

  @Test
  void aTableWithoutATotalIsRefused() {
    String torn = TABLE.substring(0, TABLE.indexOf("Total"));
    assertThatThrownBy(() -> ClassHistogram.parse(torn)).isInstanceOf(JvmUnavailable.class);
  }

  @Test
  void anythingElseIsRefusedInItsOwnWords() {
    assertThatThrownBy(() -> ClassHistogram.parse("Unknown diagnostic command\n"))
        .hasMessageContaining("Unknown diagnostic command");
    assertThatThrownBy(() -> ClassHistogram.parse("")).hasMessageContaining("nothing");
  }
}
