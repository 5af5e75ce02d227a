package dev.tidemark.it;

import dev.tidemark.config.RequestSpec;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Traffic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * The load of one arm: so many threads that ask its gate for tickets, as the users of a simulation
 * do, each on a connection that stays open.
 */
final class DirectLoad implements AutoCloseable {
  private static final int CLOSED_MILLIS = 4;

  private final Arm arm;
  private final Traffic traffic;
  private final List<Thread> users = new ArrayList<>();
  private final CloseableHttpClient client;

  private DirectLoad(Arm arm, Traffic traffic, int concurrency) {
    this.arm = arm;
    this.traffic = traffic;
    this.client =
        HttpClients.custom()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableRedirectHandling()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(concurrency)
                    .setMaxConnTotal(concurrency)
                    .build())
            .build();
    for (int i = 0; i < concurrency; i++) {
      Thread user = new Thread(this::drive, "user-" + arm.name() + "-" + i);
      user.setDaemon(true);
      users.add(user);
    }
  }

  static DirectLoad start(Arm arm, Traffic traffic, int concurrency) {
    DirectLoad load = new DirectLoad(arm, traffic, concurrency);
    load.users.forEach(Thread::start);
    return load;
  }

  private void drive() {
    try {
      while (!arm.gate().over()) {
        OptionalLong ticket = arm.gate().take();
        if (ticket.isPresent()) {
          send(ticket.getAsLong());
        } else {
          Thread.sleep(CLOSED_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(long ticket) {
    RequestSpec spec = traffic.spec();
    HttpUriRequestBase request =
        new HttpUriRequestBase(spec.method(), URI.create(arm.url() + spec.path()));
    traffic.headers().forEach(request::setHeader);
    request.setEntity(new StringEntity(traffic.body(ticket), ContentType.APPLICATION_JSON));
    long sent = System.nanoTime();
    try {
      int status =
          client.execute(
              request,
              response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
              });
      if (status == 200) {
        arm.gate().completed(Duration.ofNanos(System.nanoTime() - sent));
      } else {
        arm.gate().failed("status " + status);
      }
    } catch (IOException | RuntimeException e) {
      arm.gate().failed("no answer");
    }
  }

  /** Cuts what is under way and waits for the users to leave. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    users.forEach(Thread::interrupt);
    for (Thread user : users) {
      try {
        user.join(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
