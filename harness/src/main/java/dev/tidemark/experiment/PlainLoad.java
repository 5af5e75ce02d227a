package dev.tidemark.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The load of one arm without a load generator: so many threads that ask its gate for tickets, each
 * on a connection that stays open. Enough for a pilot, whose requests are few.
 */
public final class PlainLoad implements AutoCloseable {
  private static final Duration CLOSED = Duration.ofMillis(4);
  private static final Timeout PATIENCE = Timeout.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final TimeValue CHECKED_AFTER = TimeValue.ofMilliseconds(500);

  private final Arm arm;
  private final CloseableHttpClient client;
  private final PlainRequest request;
  private final List<Thread> users = new ArrayList<>();

  private PlainLoad(Arm arm, Traffic traffic, int concurrency) {
    this.arm = arm;
    this.client =
        HttpClients.custom()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableRedirectHandling()
            .setConnectionManager(
                PlainTls.connections(traffic.tls())
                    .setMaxConnPerRoute(concurrency)
                    .setMaxConnTotal(concurrency)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setSocketTimeout(PATIENCE)
                            .setValidateAfterInactivity(CHECKED_AFTER)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build())
            .build();
    this.request = new PlainRequest(client, arm, traffic);
    for (int i = 0; i < concurrency; i++) {
      Thread user = new Thread(this::drive, "tidemark-user-" + arm.name() + "-" + i);
      user.setDaemon(true);
      users.add(user);
    }
  }

  /** Starts the users of an arm; they wait at its gate. */
  public static PlainLoad start(Arm arm, Traffic traffic, int concurrency) {
    PlainLoad load = new PlainLoad(arm, traffic, concurrency);
    load.users.forEach(Thread::start);
    return load;
  }

  private void drive() {
    try {
      while (!arm.gate().over()) {
        Optional<Ticket> ticket = arm.gate().take();
        if (ticket.isPresent()) {
          request.send(ticket.get());
        } else {
          Thread.sleep(CLOSED.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts what is under way and waits a moment for the users to leave. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    users.forEach(Thread::interrupt);
    for (Thread user : users) {
      try {
        user.join(FAREWELL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
