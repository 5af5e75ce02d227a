package dev.tidemark.diagnosis.profiler;

import dev.tidemark.probe.jvm.AgentHost;
import dev.tidemark.probe.jvm.ApLoader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A profile under way. It ends when it is closed, whatever happened meanwhile; and by itself,
 * inside the target, when nobody is left to end it.
 */
final class Profiling implements AutoCloseable {
  /** The profiler stops by itself after so long, in case this process is killed meanwhile. */
  private static final int LONGEST_SECONDS = 300;

  private final PlacedProfiler profiler;
  private long startedNanos;
  private boolean running;

  private Profiling(PlacedProfiler profiler) {
    this.profiler = profiler;
  }

  /**
   * @param events what to watch, as async-profiler calls it
   */
  static Profiling start(AgentHost host, String events) throws IOException, InterruptedException {
    Profiling profiling = new Profiling(PlacedProfiler.in(host, ApLoader.ofThisMachine()));
    try {
      profiling.startedNanos = System.nanoTime();
      profiling.running = true; // as far as is known here, even where the answer gets lost
      profiling.profiler.call("start,jfr," + events + ",timeout=" + LONGEST_SECONDS);
      return profiling;
    } catch (IOException | InterruptedException e) {
      try {
        profiling.close();
      } catch (IOException notStopped) {
        e.addSuppressed(notStopped);
      }
      throw e;
    }
  }

  /** Ends it: native memory that was taken and not given back. */
  List<Held> unfreed() throws IOException, InterruptedException {
    stop();
    return ProfileReader.unfreed(profiler.result());
  }

  /** Ends it: objects that are alive, out of those that were sampled. */
  List<Held> alive() throws IOException, InterruptedException {
    stop();
    return ProfileReader.alive(profiler.result());
  }

  private void stop() throws IOException, InterruptedException {
    profiler.call("stop");
    running = false;
    if (System.nanoTime() - startedNanos > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
      throw new IOException(
          "the requests took longer than "
              + LONGEST_SECONDS
              + " s, and the profiler had stopped by itself");
    }
  }

  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      if (running) {
        profiler.call("stop");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      try {
        profiler.close();
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
