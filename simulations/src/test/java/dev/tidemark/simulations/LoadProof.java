package dev.tidemark.simulations;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.tidemark.traffic.Outgoing;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Measures one load generator in a JVM of its own: {@code LoadProof SIMULATION RESULTS}. Requests
 * are counted by the target, processor time by the JVM, both over some seconds after so many
 * requests that all is warm: measuring costs the generator nothing.
 *
 * <p>Takes {@code -Dproof.target}, {@code proof.users}, {@code proof.warm} (requests) and {@code
 * proof.seconds}.
 */
public final class LoadProof {
  static final URI TARGET = URI.create(System.getProperty("proof.target", "http://127.0.0.1:1"));
  static final int USERS = Integer.getInteger("proof.users", 8);
  static final int WARM = Integer.getInteger("proof.warm", 50_000);
  static final int SECONDS = Integer.getInteger("proof.seconds", 5);
  static final String PATH = "/v1/chat/completions";
  static final String BODY =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me about tides\"}],"
          + "\"max_tokens\":"
          + Integer.getInteger("proof.tokens", 256)
          + ",\"stream\":false}";
  static final Outgoing REQUEST =
      new Outgoing(
          "chat",
          "POST",
          PATH,
          Map.of("Content-Type", "application/json"),
          BODY.getBytes(StandardCharsets.UTF_8),
          false);

  private static volatile boolean over;

  private LoadProof() {}

  /** Whether the measured time has passed: users may leave. */
  static boolean over() {
    return over;
  }

  public static void main(String[] args) {
    Thread meter = new Thread(LoadProof::measure, "load-proof");
    meter.setDaemon(true);
    meter.start();
    Gatling$.MODULE$.fromArgs(new String[] {"-s", args[0], "-rf", args[1]});
  }

  private static void measure() {
    try {
      long cold = served();
      while (served() < cold + WARM) {
        Thread.sleep(20);
      }
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long requests = served();
      long processor = system.getProcessCpuTime();
      long clock = System.nanoTime();
      Thread.sleep(SECONDS * 1_000L);
      requests = served() - requests;
      processor = system.getProcessCpuTime() - processor;
      clock = System.nanoTime() - clock;
      System.out.printf(
          Locale.ROOT,
          "RESULT %.0f %.2f%n",
          requests / (clock / 1e9),
          processor / 1e3 / Math.max(1, requests));
    } catch (IOException e) {
      System.out.println("FAILED " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over = true;
    }
  }

  private static long served() throws IOException {
    return new JsonMapper()
        .readTree(TARGET.resolve("/health").toURL())
        .path("requestsServed")
        .asLong();
  }
}
