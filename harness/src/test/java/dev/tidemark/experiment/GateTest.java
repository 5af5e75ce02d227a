package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RequestCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
  void failuresInARowOpenTheCircuitBreakerAndASuccessInBetweenDoesNot() {
    gate.open(1_000);
    for (int i = 0; i < Gate.FAILURES_IN_A_ROW - 1; i++) {
      gate.take();
      gate.failed("status 503");
    }
    gate.take();
    gate.completed(Duration.ofMillis(1));
    assertThat(gate.tripped()).isFalse();
    for (int i = 0; i < Gate.FAILURES_IN_A_ROW; i++) {
      gate.take();
      gate.failed("status 503");
    }
    assertThat(gate.tripped()).isTrue();
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
}
