package dev.tidemark.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaProcessesTest {
  private static final JavaProcesses SOME =
      JavaProcesses.of(
          Map.of(
              11L, "com.example.App",
              12L, "/opt/shop/shop-1.2.jar",
              13L, "com.example.Worker",
              14L, "org.other.Worker",
              15L, "com.module/com.module.Start"));

  @ParameterizedTest
  @CsvSource({
    "com.example.App, 11",
    "App, 11",
    "shop-1.2.jar, 12",
    "shop-1.2, 12",
    "/opt/shop/shop-1.2.jar, 12",
    "org.other.Worker, 14",
    "com.module.Start, 15"
  })
  void oneMatchIsIt(String wanted, long pid) {
    assertThat(SOME.running(wanted)).isEqualTo(new JavaProcesses.Found.One(pid));
  }

  @Test
  void severalAreListedAndNoneIsTaken() {
    assertThat(SOME.running("Worker"))
        .isEqualTo(
            new JavaProcesses.Found.Unclear(
                "2 JVMs run Worker: process 13, 14; choose one with --pid"));
  }

  @Test
  void noneNamesThoseThatAreThere() {
    assertThat(SOME.running("com.example.Ap"))
        .isEqualTo(
            new JavaProcesses.Found.Unclear(
                "no JVM of this machine runs com.example.Ap; found: 11 com.example.App, 12"
                    + " shop-1.2.jar, 13 com.example.Worker, 14 org.other.Worker, 15"
                    + " com.module.Start; check the name, or give --pid"));
  }

  @Test
  void aCommandLineTellsItsMain() {
    assertThat(JavaProcesses.main(List.of("/usr/bin/java", "-Xmx1g", "-cp", "a:b", "x.Y", "arg")))
        .contains("x.Y");
    assertThat(JavaProcesses.main(List.of("java", "-jar", "app.jar", "x.Z"))).contains("app.jar");
    assertThat(JavaProcesses.main(List.of("java", "-p", "mods", "-m", "mod/x.Y")))
        .contains("mod/x.Y");
    assertThat(JavaProcesses.main(List.of("javac", "x.Y"))).isEmpty();
    assertThat(JavaProcesses.main(List.of("java", "-version", ""))).isEmpty();
  }

  @Test
  void aRealOneIsFound() throws Exception {
    try (TankProcess tank = TankProcess.start("-Xmx64m")) {
      JavaProcesses.Found found = JavaProcesses.running().running(Tank.class.getName());
      assertThat(found.toString()).contains(Long.toString(tank.pid()));
    }
  }
}
