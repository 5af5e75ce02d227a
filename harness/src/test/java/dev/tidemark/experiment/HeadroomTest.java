package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadroomTest {
  @TempDir private Path folder;

  @BeforeEach
  void process() throws IOException {
    Files.createDirectories(folder.resolve("proc/7"));
    Files.writeString(folder.resolve("proc/7/cgroup"), "0::/pods/app\n");
    group("pods", "max", 0, 0);
  }

  private void group(String path, String max, long current, long files) throws IOException {
    Path group = Files.createDirectories(folder.resolve("groups").resolve(path));
    Files.writeString(group.resolve("memory.max"), max + "\n");
    Files.writeString(group.resolve("memory.current"), current + "\n");
    Files.writeString(
        group.resolve("memory.stat"), "anon 5\ninactive_file " + files + "\nactive_file 3\n");
  }

  private Headroom headroom() {
    return new Headroom(folder.resolve("proc"), folder.resolve("groups"));
  }

  @Test
  void pagesOfFilesAreRoom() throws IOException {
    group("pods/app", "1000", 900, 250);
    assertThat(headroom().memoryLeft(7)).hasValue(350);
  }

  @Test
  void theTightestLimitCounts() throws IOException {
    group("pods/app", "1000", 100, 0);
    group("pods", "500", 300, 0);
    assertThat(headroom().memoryLeft(7)).hasValue(200);
  }

  @Test
  void aProcessWithoutALimitHasRoom() throws IOException {
    group("pods/app", "max", 900, 0);
    assertThat(headroom().memoryLeft(7)).isEmpty();
    assertThat(headroom().memoryLeft(8)).isEmpty();
    assertThat(headroom().lacks(7, 1_000, folder)).isEmpty();
  }

  @Test
  void aFullCgroupIsSaid() throws IOException {
    group("pods/app", "1000", 900, 0);
    assertThat(headroom().lacks(7, 1_000, folder))
        .hasValueSatisfying(why -> assertThat(why).contains("cgroup has only 100 B left"));
  }

  @Test
  void aFullDiskIsSaid() throws IOException {
    assertThat(headroom().lacks(7, 1L << 60, folder))
        .hasValueSatisfying(why -> assertThat(why).startsWith("the disk has"));
  }
}
