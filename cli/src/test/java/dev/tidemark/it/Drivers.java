package dev.tidemark.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Users who ask as fast as they are answered, for the throughput of a target. */
final class Drivers implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final List<Thread> users = new ArrayList<>();
  private volatile boolean over;

  private Drivers(String url) {
    request =
        HttpRequest.newBuilder(URI.create(url + "/api/chat"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
  }

  static Drivers at(String url, int users) {
    Drivers drivers = new Drivers(url);
    for (int i = 0; i < users; i++) {
      Thread user = new Thread(drivers::drive, "driver-" + i);
      user.setDaemon(true);
      drivers.users.add(user);
      user.start();
    }
    return drivers;
  }

  private void drive() {
    while (!over) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        answered.incrementAndGet();
      } catch (IOException e) {
        failed.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Answers a second over this time; some requests may fail, one in a hundred at most. */
  double rate(Duration time) throws InterruptedException {
    if (failed.get() > 10 + answered.get() / 100) {
      throw new IllegalStateException(failed + " requests failed, " + answered + " did not");
    }
    long before = answered.get();
    long began = System.nanoTime();
    Thread.sleep(time.toMillis());
    return (answered.get() - before) / ((System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() {
    over = true;
    users.forEach(Thread::interrupt);
  }
}
