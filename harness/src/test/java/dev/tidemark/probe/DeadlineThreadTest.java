package dev.tidemark.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.probe.DeadlineThread.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineThreadTest {
  private static Deadline in(long millis) {
    return Deadline.after(Duration.ofMillis(millis), Ticker.SYSTEM);
  }

  @Test
  void aCallThatHangsIsLateAndTheNextRunsOnceItIsOver() {
    try (DeadlineThread thread = new DeadlineThread("test-hang")) {
      CountDownLatch go = new CountDownLatch(1);
      assertThat(thread.call(() -> awaitUninterruptibly(go), in(50)))
          .isEqualTo(new Outcome.Late<>(true));
      assertThat(thread.call(() -> 1, in(50))).isEqualTo(new Outcome.Late<>(false));
      assertThat(thread.busy()).isTrue();
      go.countDown();
      assertThat(thread.call(() -> 2, in(30_000))).isEqualTo(new Outcome.Done<>(2));
    }
  }

  @Test
  void hangingCallsShareOneDaemonThread() {
    try (DeadlineThread thread = new DeadlineThread("test-pile")) {
      CountDownLatch go = new CountDownLatch(1);
      for (int i = 0; i < 20; i++) {
        thread.call(() -> awaitUninterruptibly(go), in(5));
      }
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(one -> one.getName().equals("test-pile")))
          .hasSize(1)
          .allMatch(Thread::isDaemon);
      go.countDown();
    }
  }

  @Test
  void whatACallThrowsIsItsOutcome() {
    try (DeadlineThread thread = new DeadlineThread("test-throw")) {
      IOException boom = new IOException("boom");
      assertThat(
              thread.call(
                  () -> {
                    throw boom;
                  },
                  in(30_000)))
          .isEqualTo(new Outcome.Failed<>(boom));
      assertThat(thread.call(() -> 1, in(30_000))).isEqualTo(new Outcome.Done<>(1));
    }
  }

  @Test
  void anInterruptedCallerStaysInterrupted() {
    try (DeadlineThread thread = new DeadlineThread("test-interrupt")) {
      Thread.currentThread().interrupt();
      assertThat(thread.call(() -> 1, in(30_000))).isEqualTo(new Outcome.Interrupted<>());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aClosedThreadCallsNothing() {
    DeadlineThread thread = new DeadlineThread("test-closed");
    thread.close();
    assertThat(thread.call(() -> 1, in(30_000))).isEqualTo(new Outcome.Closed<>());
    assertThat(thread.busy()).isFalse();
  }

  @Test
  void aDeadlineFollowsItsClockAlone() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    Deadline deadline = Deadline.after(Duration.ofNanos(10), now::get);
    assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(10));
    now.addAndGet(9);
    assertThat(deadline.expired()).isFalse();
    now.addAndGet(1);
    assertThat(deadline.expired()).isTrue();
    assertThat(deadline.remaining()).isZero();
    assertThat(deadline.plus(Duration.ofNanos(3)).remaining()).isEqualTo(Duration.ofNanos(3));
    assertThatThrownBy(() -> Deadline.after(Duration.ZERO, now::get))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), now::get).expired()).isFalse();
  }

  private static int awaitUninterruptibly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        over = latch.getCount() == 0;
      }
    }
    return 0;
  }
}
