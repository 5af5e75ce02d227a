package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the table of error rates: scripts/proof-routes. */
class RouteRatesTest {
  @Test
  @EnabledIfSystemProperty(named = "tidemark.proof", matches = "routes")
  void measured() throws IOException {
    int runs = Integer.getInteger("tidemark.proof.runs", 300);
    Path out = Path.of(System.getProperty("tidemark.proof.out", "target/routes.md"));
    StringBuilder table =
        new StringBuilder(
            """

            | target | run LEAK | leaking routes convicted | other routes cleared | others convicted | leaking ones cleared | 95% intervals that hold the truth |
            |---|---|---|---|---|---|---|
            """);
    for (RouteRates.Case one : RouteRates.CASES) {
      table.append(RouteRates.row(one, runs)).append('\n');
    }
    Files.writeString(out, table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    assertThat(table).isNotEmpty();
  }
}
