package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.model.RequestCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {
  private final Gate gate = new Gate();

  @Test
  void aClosedGateGivesNoTicket() {
    assertThat(gate.take()).isEmpty();
  }

  @Test
  void manyUsersGetExactlyTheTicketsOfARoundEachOnce() throws InterruptedException {
    Set<Long> tickets = ConcurrentHashMap.newKeySet();
    gate.open(1_000);
    List<Thread> users = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread user =
          new Thread(
              () -> {
                Optional<Ticket> ticket = gate.take();
                while (ticket.isPresent()) {
                  tickets.add(ticket.get().index());
                  gate.completed(Duration.ofMillis(1));
                  ticket = gate.take();
                }
              });
      users.add(user);
      user.start();
    }
    assertThat(gate.awaitDrained(Duration.ofSeconds(20))).isTrue();
    for (Thread user : users) {
      user.join(TimeUnit.SECONDS.toMillis(20));
    }
    assertThat(tickets).hasSize(1_000).contains(0L, 999L);
    assertThat(gate.counts()).isEqualTo(new RequestCounts(1_000, 0, 0));
    assertThat(gate.takeLatency().getTotalCount()).isEqualTo(1_000);
    assertThat(gate.takeLatency().getTotalCount()).isZero();
  }

  @Test
  void aRequestInFlightKeepsTheGateFromBeingDrained() throws InterruptedException {
    gate.open(1);
    assertThat(gate.take().map(Ticket::index)).hasValue(0L);
    assertThat(gate.awaitDrained(Duration.ofMillis(50))).isFalse();
    assertThat(gate.counts().inFlight()).isEqualTo(1);
    gate.completed(Duration.ofMillis(1));
    assertThat(gate.awaitDrained(Duration.ofMillis(50))).isTrue();
  }

  @Test
  void usersWhoComeInTheirOwnTimeAreWaitedForButNotATargetThatHangs() throws InterruptedException {
    Gate gate = new Gate();
    gate.usersComeInTheirOwnTime();
    gate.open(1);
    Thread late =
        new Thread(
            () -> {
              try {
                Thread.sleep(1_500);
                assertThat(gate.take()).isPresent();
                gate.completed(Duration.ofMillis(1));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    late.start();
    assertThat(gate.awaitDrained(Duration.ofSeconds(1))).isTrue();
    late.join();
    gate.open(2);
    assertThat(gate.take()).isPresent();
    assertThat(gate.awaitDrained(Duration.ofMillis(50))).isFalse();
  }

  @Test
  void failuresInARowOpenTheCircuitBreakerAndASuccessInBetweenDoesNot() {
    gate.open(1_000);
    for (int i = 0; i < CircuitBreaker.IN_A_ROW - 1; i++) {
      gate.take();
      gate.failed("status 503");
    }
    gate.take();
    gate.completed(Duration.ofMillis(1));
    assertThat(gate.tripped()).isEmpty();
    for (int i = 0; i < CircuitBreaker.IN_A_ROW; i++) {
      gate.take();
      gate.failed("status 503");
    }
    assertThat(gate.tripped()).hasValue("25 requests in a row failed (status 503)");
    assertThat(gate.lastFailure()).isEqualTo("status 503");
    assertThat(gate.take()).isEmpty();
  }

  @Test
  void ticketsGoOnCountingOverRoundsAndEndWhenTheArmIsOver() {
    gate.open(2);
    gate.take();
    gate.take();
    gate.open(1);
    assertThat(gate.take().map(Ticket::index)).hasValue(2L);
    gate.open(1);
    gate.end();
    assertThat(gate.take()).isEmpty();
    assertThat(gate.over()).isTrue();
  }

  private List<Long> sendAll() {
    List<Long> tickets = new ArrayList<>();
    Optional<Ticket> ticket = gate.take();
    while (ticket.isPresent()) {
      tickets.add(ticket.get().index());
      gate.completed(Duration.ofMillis(1));
      ticket = gate.take();
    }
    return tickets;
  }

  @Test
  void theSameKeysComeInCyclesAndNewOnesGoOnWhereTheyEnded() {
    gate.open(5);
    assertThat(sendAll()).containsExactly(0L, 1L, 2L, 3L, 4L);
    gate.open(Opening.sameKeys(5, 2));
    assertThat(sendAll()).containsExactly(0L, 1L, 0L, 1L, 0L);
    gate.open(2);
    assertThat(sendAll()).containsExactly(5L, 6L);
    assertThat(gate.counts().ended()).isEqualTo(12);
  }

  @Test
  void oneAtATimeMeansNoTicketWhileOneIsOut() {
    gate.open(Opening.sequential(2));
    assertThat(gate.take().map(Ticket::index)).hasValue(0L);
    assertThat(gate.take()).isEmpty();
    gate.completed(Duration.ofMillis(1));
    assertThat(gate.take().map(Ticket::index)).hasValue(1L);
  }

  private void end(int requests, Runnable how) {
    for (int i = 0; i < requests; i++) {
      assertThat(gate.take()).isPresent();
      how.run();
    }
  }

  @Test
  void moreThanHalfOfTwoHundredFailuresOpenTheCircuitBreakerThoughNeverManyInARow() {
    gate.open(1_000);
    for (int i = 0; i < 33; i++) {
      end(3, () -> gate.failed("status 500"));
      end(2, () -> gate.completed(Duration.ofMillis(1)));
    }
    assertThat(gate.tripped()).isEmpty();
    end(2, () -> gate.failed("status 500"));
    assertThat(gate.tripped()).hasValue("more than half of 200 requests failed (status 500)");
  }

  @Test
  void everyEndIsCountedAsWhatItIs() {
    gate.open(6);
    end(1, () -> gate.completed(Duration.ofMillis(1)));
    end(1, gate::aborted);
    end(1, () -> gate.failed("status 500"));
    end(1, () -> gate.refused("status 429"));
    end(1, gate::timedOut);
    end(1, () -> gate.unknown("no answer"));
    assertThat(gate.counts()).isEqualTo(new RequestCounts(1, 2, 1, 2, 0));
    assertThat(gate.counts().ended()).isEqualTo(6);
  }

  @Test
  void anEndTooManyIsAFaultOfTheLoadGenerator() {
    gate.open(1);
    end(1, gate::aborted);
    assertThatThrownBy(() -> gate.failed("once more"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended twice");
    assertThat(gate.counts()).isEqualTo(new RequestCounts(0, 0, 1, 0, 0));
  }

  @Test
  void silenceIsNoProgressHoweverOftenItIsGivenUp() throws InterruptedException {
    gate.open(20);
    Thread user =
        new Thread(
            () -> {
              for (int i = 0; i < 20; i++) {
                gate.take();
                pause();
                gate.timedOut();
              }
            });
    user.start();
    assertThat(gate.awaitDrained(Duration.ofMillis(60))).isFalse();
    user.join();
    assertThat(gate.counts().unknown()).isEqualTo(20);
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void badBodiesThatFailAreNotAgainstTheTarget() {
    gate.open(Opening.inTurn(200, List.of(new Manner.BadBody())));
    end(200, () -> gate.failed("status 400"));
    assertThat(gate.tripped()).isEmpty();
    assertThat(gate.lastFailure()).isEmpty();
  }

  @Test
  void connectionsThatAnErrorRequestHasCutAreNotAgainstTheTargetButSilenceIs() {
    gate.open(Opening.inTurn(200, List.of(new Manner.ErrorRequest())));
    end(100, () -> gate.unknown("cut"));
    assertThat(gate.tripped()).isEmpty();
    assertThat(gate.counts().unknown()).isEqualTo(100);
    end(25, gate::timedOut);
    assertThat(gate.tripped()).isPresent();
  }

  @Test
  void ofAnswersTheirSizesAreKnownAndOfStreamsTheRatesAtWhichTheyCame() {
    gate.open(3);
    end(1, () -> gate.completed(Duration.ofMillis(1), 100));
    long[] gaps = new long[19];
    Timing stream = new Timing(Duration.ofMillis(500), Duration.ofMillis(100), gaps, 3_000);
    end(1, () -> gate.completed(stream));
    end(1, () -> gate.completed(Duration.ofMillis(1)));
    Map<String, Histogram> taken = gate.takeLatencies();
    Histogram bytes = taken.getOrDefault(LedgerWriter.ANSWER_BYTES, Latencies.none());
    assertThat(bytes.getTotalCount()).isEqualTo(2);
    assertThat(bytes.valuesAreEquivalent(bytes.getMaxValue(), 3_000)).isTrue();
    Histogram rates = taken.getOrDefault(LedgerWriter.TOKENS_PER_SECOND, Latencies.none());
    assertThat(rates.getTotalCount()).isEqualTo(1);
    assertThat(rates.valuesAreEquivalent(rates.getMaxValue(), 40L * LedgerWriter.RATE_UNITS))
        .isTrue();
    assertThat(gate.takeLatencies()).containsOnlyKeys(Latencies.END_TO_END);
  }

  @Test
  void mannersComeInTurn() {
    gate.open(Opening.inTurn(3, List.of(new Manner.AbortAfter(1), new Manner.AbortAfter(2))));
    assertThat(gate.take().map(Ticket::manner)).hasValue(new Manner.AbortAfter(1));
    assertThat(gate.take().map(Ticket::manner)).hasValue(new Manner.AbortAfter(2));
    assertThat(gate.take().map(Ticket::manner)).hasValue(new Manner.AbortAfter(1));
  }

  @Test
  void heldStreamsAreReadOnWhenTheGateReleasesThem() throws InterruptedException {
    gate.open(Opening.inTurn(2, List.of(new Manner.Hold())));
    gate.take();
    gate.take();
    gate.held();
    assertThat(gate.awaitHeld(2, Duration.ofMillis(20))).isEqualTo(1);
    gate.held();
    assertThat(gate.awaitHeld(2, Duration.ofSeconds(5))).isEqualTo(2);
    var released = gate.released();
    assertThat(released).isNotDone();
    gate.release();
    assertThat(released).isCompleted();
  }
}
