package dev.tidemark.probe;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One daemon thread that makes calls which may hang, one at a time, for callers that will not.
 *
 * <p>A call that is late is interrupted and abandoned. While it still hangs nothing else runs, so
 * that a dead target costs one thread, not one per reading. The thread ends when idle for a while.
 */
public final class DeadlineThread implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Semaphore free = new Semaphore(1);
  private final ThreadPoolExecutor executor;

  public DeadlineThread(String name) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** How a call ended. */
  public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Failed<T>(Throwable cause) implements Outcome<T> {}

    /** Not over at the deadline, or not begun because an earlier call still hangs. */
    record Late<T>(boolean begun) implements Outcome<T> {}

    /** The caller was interrupted, and still is. */
    record Interrupted<T>() implements Outcome<T> {}

    /** The thread was closed. */
    record Closed<T>() implements Outcome<T> {}
  }

  /** A call that was begun, or could not be. */
  @FunctionalInterface
  public interface Call<T> {
    /** Waits for its end until its deadline. */
    Outcome<T> await();
  }

  /** Makes the call, and waits for it until the deadline. */
  public <T> Outcome<T> call(Callable<T> callable, Deadline deadline) {
    return begin(callable, deadline).await();
  }

  /** Begins the call, as soon as an earlier one is over. */
  public <T> Call<T> begin(Callable<T> callable, Deadline deadline) {
    try {
      if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return () -> new Outcome.Late<>(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.Interrupted::new;
    }
    FutureTask<T> task = new FutureTask<>(callable);
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } finally {
              free.release();
            }
          });
    } catch (RejectedExecutionException e) {
      free.release();
      return Outcome.Closed::new;
    }
    return () -> await(task, deadline);
  }

  private static <T> Outcome<T> await(FutureTask<T> task, Deadline deadline) {
    try {
      return new Outcome.Done<>(task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Outcome.Late<>(true);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Interrupted<>();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Outcome.Failed<>(cause == null ? e : cause);
    }
  }

  /** Whether a call is running, abandoned ones included. */
  public boolean busy() {
    return free.availablePermits() == 0;
  }

  /** Interrupts a call that still runs; the thread ends as soon as that call lets it. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
