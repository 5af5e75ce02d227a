package dev.tidemark.sample;

import dev.tidemark.probe.ReadRequest.Depth;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an arm lightly at a steady period and hands each result to a consumer.
 *
 * <p>A beat that meets another reading of the arm is skipped, never queued. After {@link #pause}
 * one result that was under way may still arrive; after {@link #close} none.
 */
public final class BackgroundSampler implements AutoCloseable {
  /** One reading a second. */
  public static final Duration PERIOD = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundSampler.class);

  private final Sampler sampler;
  private final Duration period;
  private final Consumer<ArmReading> consumer;
  private final Thread thread;
  private final Object state = new Object();
  private boolean started;
  private boolean paused;
  private volatile boolean closed;

  /**
   * @param consumer called on the sampler's own thread; what it throws is logged
   * @throws IllegalArgumentException if the period is not positive
   */
  public BackgroundSampler(Sampler sampler, Duration period, Consumer<ArmReading> consumer) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("period " + period + " must be positive, such as 1s");
    }
    this.sampler = sampler;
    this.period = period;
    this.consumer = consumer;
    this.thread = new Thread(this::run, "tidemark-background-" + sampler.arm());
    thread.setDaemon(true);
  }

  /** Begins; the first reading comes at once. Does nothing when it has begun, or is closed. */
  public void start() {
    synchronized (state) {
      if (!started && !closed) {
        started = true;
        thread.start();
      }
    }
  }

  public void pause() {
    synchronized (state) {
      paused = true;
    }
  }

  public void resume() {
    synchronized (state) {
      paused = false;
      state.notifyAll();
    }
  }

  private void run() {
    try {
      long next = System.nanoTime();
      while (awaitTurn(next)) {
        sampler.readIfFree(Depth.LIGHT, period).ifPresent(this::deliver);
        next = Math.max(next + period.toNanos(), System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether to read, once the time has come and nothing is paused; false when closed. */
  private boolean awaitTurn(long next) throws InterruptedException {
    synchronized (state) {
      while (!closed) {
        long left = next - System.nanoTime();
        if (paused) {
          state.wait();
        } else if (left > 0) {
          state.wait(left / 1_000_000, (int) (left % 1_000_000));
        } else {
          return true;
        }
      }
      return false;
    }
  }

  private void deliver(ArmReading reading) {
    if (closed) {
      return;
    }
    try {
      consumer.accept(reading);
    } catch (RuntimeException e) {
      LOG.warn("a consumer of readings of arm {} failed", sampler.arm(), e);
    }
  }

  /** Ends the thread and waits for it a moment; the sampler stays open. */
  @Override
  public void close() {
    synchronized (state) {
      closed = true;
      state.notifyAll();
    }
    thread.interrupt();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
