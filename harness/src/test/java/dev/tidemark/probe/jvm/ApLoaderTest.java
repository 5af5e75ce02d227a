package dev.tidemark.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApLoaderTest {
  @Test
  void aMachineWithoutAProfilerIsToldSo() {
    assertThatThrownBy(() -> ApLoader.of("Windows 11", "amd64"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("on Linux alone");
    assertThatThrownBy(() -> ApLoader.of("Linux", "riscv64"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("riscv64");
  }

  @Test
  void whatAttachesIsThereToo() throws IOException {
    assertThat(ApLoader.of("Linux", "x86_64").launcher()).startsWith(0x7f, 'E', 'L', 'F');
  }

  @Test
  void bothKindsOfMachinesHaveTheirLibrary() throws IOException {
    assertThat(ApLoader.of("Linux", "amd64").agent()).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(ApLoader.of("Linux", "aarch64").agent()).startsWith(0x7f, 'E', 'L', 'F');
  }
}
