package dev.tidemark.diagnosis.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Suspect;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads of this very process. */
class ThreadStartersTest {
  private static final int POOLS = 12;

  private final List<ExecutorService> pools = new ArrayList<>();

  @AfterEach
  void end() {
    pools.forEach(ExecutorService::shutdownNow);
  }

  private void retryLater() {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pools.add(pool);
    pool.execute(() -> {});
  }

  private static void runToTheEnd() throws InterruptedException {
    Thread quick = new Thread(() -> {});
    quick.start();
    quick.join();
  }

  private static Optional<Suspect> starters(Traffic traffic) throws Exception {
    return ThreadStarters.of(ManagementFactory.getPlatformMBeanServer(), 0.5, traffic);
  }

  /** The idle thread of a pool is in no method of the application. */
  @Test
  void whoStartsAPoolThatIsNeverEndedIsNamed() throws Exception {
    Optional<Suspect> found =
        starters(
            () -> {
              for (int i = 0; i < POOLS; i++) {
                retryLater();
                runToTheEnd();
                runToTheEnd();
              }
            });
    assertThat(found)
        .hasValueSatisfying(
            site -> {
              assertThat(site.kind()).isEqualTo("site");
              assertThat(site.name()).startsWith(getClass().getName() + ".retryLater:");
              assertThat(site.perRequest()).isEqualTo(0.5);
              assertThat(site.evidence()).startsWith("started " + POOLS + " of ");
              assertThat(site.advice()).contains("never stopped");
            });
  }

  @Test
  void threadsThatEndAreNobodysFault() throws Exception {
    Optional<Suspect> found =
        starters(
            () -> {
              for (int i = 0; i < POOLS; i++) {
                runToTheEnd();
              }
            });
    assertThat(found.map(Suspect::name).orElse("")).doesNotContain("runToTheEnd");
  }
}
