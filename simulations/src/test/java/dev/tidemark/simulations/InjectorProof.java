package dev.tidemark.simulations;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatEnd;
import dev.tidemark.simulations.chat.Tickets;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Records the live set of the load generator itself: {@code InjectorProof CSV RESULTS}. Sends
 * {@code -Dproof.requests} through the chat action, stops after each {@code -Dproof.floor} of them
 * until none is in flight, forces a collection, and appends a row.
 */
public final class InjectorProof {
  private static final long REQUESTS = Long.getLong("proof.requests", 1_000_000);
  private static final long FLOOR = Long.getLong("proof.floor", 12_500);
  private static final Floors FLOORS = new Floors();

  private InjectorProof() {}

  static Tickets tickets() {
    return FLOORS;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread meter = new Thread(() -> measure(Path.of(args[0])), "injector-proof");
    meter.start();
    String simulation = ChatProofSimulation.class.getName();
    Gatling$.MODULE$.fromArgs(new String[] {"-s", simulation, "-rf", args[1], "-nr"});
    meter.join();
    System.exit(FLOORS.failures() == 0 ? 0 : 1);
  }

  private static void measure(Path csv) {
    try {
      Files.writeString(csv, "t_ms,requests,floor_bytes\n");
      long start = System.nanoTime();
      for (long requests = FLOOR; requests <= REQUESTS; requests += FLOOR) {
        FLOORS.letThrough(FLOOR);
        long live = live();
        String row = (System.nanoTime() - start) / 1_000_000 + "," + requests + "," + live + "\n";
        Files.writeString(csv, row, StandardOpenOption.APPEND);
      }
      System.out.println("failed: " + FLOORS.failures());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      FLOORS.end();
    }
  }

  /** Bytes of all live objects, by the class histogram, which collects first. */
  private static long live() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    String[] total = histogram.substring(histogram.lastIndexOf("Total")).strip().split("\\s+", -1);
    return Long.parseLong(total[2]);
  }

  /** Lets so many requests through, and waits until they have ended. */
  private static final class Floors implements Tickets {
    private static final Manner READ = new Manner.Complete();

    private long remaining;
    private long inFlight;
    private long taken;
    private long failures;
    private boolean over;

    synchronized void letThrough(long requests) throws InterruptedException {
      remaining = requests;
      while (remaining > 0 || inFlight > 0) {
        wait();
      }
    }

    @Override
    public synchronized Optional<Ticket> take() {
      if (remaining == 0) {
        return Optional.empty();
      }
      remaining--;
      inFlight++;
      return Optional.of(new Ticket(taken++, READ, System.nanoTime()));
    }

    @Override
    public synchronized boolean over() {
      return over;
    }

    synchronized void end() {
      over = true;
    }

    synchronized long failures() {
      return failures;
    }

    @Override
    public synchronized void ended(ChatCall call, ChatEnd end) {
      inFlight--;
      failures += end.asMeant() ? 0 : 1;
      if (inFlight == 0 && remaining == 0) {
        notifyAll();
      }
    }

    @Override
    public CompletableFuture<Void> held() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
