package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How target programs start and end. */
final class ProgramLifeTest {

  private static TargetProcess withParent(String main) throws IOException {
    return switch (main) {
      case TargetProcess.UPSTREAM -> TargetProcess.start(main, "--exit-with-parent");
      case TargetProcess.CATALOGUE ->
          TargetProcess.start(main, "--leak", "none", "--exit-with-parent");
      default ->
          TargetProcess.start(
              main, "--mode", "fixed", "--upstream", "http://127.0.0.1:1", "--exit-with-parent");
    };
  }

  @Test
  void ignoresAnInterruptAndEndsWithItsInput() throws IOException, InterruptedException {
    for (String main :
        List.of(TargetProcess.UPSTREAM, TargetProcess.PROXY, TargetProcess.CATALOGUE)) {
      try (TargetProcess target = withParent(main)) {
        target.interrupt();
        assertThat(Http.get(target.url() + "/health").code()).isEqualTo(200);

        target.endInput();
        assertThat(target.exitCode()).isZero();
        assertThat(target.restOfOutput()).isEmpty();
      }
    }
  }

  @Test
  void withoutTheSwitchTheEndOfItsInputMeansNothing() throws IOException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "none")) {
      target.endInput();
      for (int i = 0; i < 20; i++) {
        assertThat(Http.get(target.url() + "/health").code()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "upstream.FakeUpstream, --pace-ms fast, --pace-ms must be",
    "upstream.FakeUpstream, --port, --port needs a value",
    "upstream.FakeUpstream, --colour red, unknown argument '--colour'",
    "proxy.AiProxy, --mode fixed, --upstream is missing",
    "proxy.AiProxy, --mode odd --upstream http://127.0.0.1:1, --mode must be leaky or fixed",
    "proxy.AiProxy, --mode fixed --upstream nowhere, --upstream must be an address",
    "proxy.AiProxy, --mode leaky --upstream http://127.0.0.1:1 --faults slow, --faults knows",
    "catalogue.LeakCatalogue, --leak everything, --leak knows",
    "catalogue.LeakCatalogue, --leak random-size --scale 0, --scale must be"
  })
  void aWrongCommandLineIsOneLineAndExitCodeTwo(String main, String arguments, String message)
      throws IOException, InterruptedException {
    Process process =
        TargetProcess.launch("dev.tidemark.targets." + main, arguments.split(" ", -1));

    String error = TargetProcess.readAll(process);
    assertThat(TargetProcess.exitCode(process)).isEqualTo(2);
    assertThat(error.lines()).hasSize(1);
    assertThat(error).contains(message);
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
  }

  @Test
  void aTakenPortIsOneLineAndExitCodeOne() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          TargetProcess.launch(
              TargetProcess.CATALOGUE, "--leak", "none", "--port", "" + taken.getLocalPort());

      String error = TargetProcess.readAll(process);
      assertThat(TargetProcess.exitCode(process)).isEqualTo(1);
      // later JDKs warn on their own of what libraries do
      assertThat(error.lines().filter(line -> !line.startsWith("WARNING: "))).hasSize(1);
      assertThat(error).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }
}
