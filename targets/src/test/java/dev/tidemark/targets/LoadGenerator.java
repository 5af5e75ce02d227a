package dev.tidemark.targets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A load generator for measuring by hand: {@code LoadGenerator port requests connections body},
 * closed loop, one keep-alive connection a thread, answers with a Content-Length only.
 */
final class LoadGenerator {
  private final int port;
  private final byte[] request;
  private final AtomicLong tickets;
  private final AtomicLong succeeded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private LoadGenerator(int port, long requests, String body) {
    this.port = port;
    tickets = new AtomicLong(requests);
    request =
        ("POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII);
  }

  public static void main(String[] args) throws InterruptedException {
    LoadGenerator load =
        new LoadGenerator(Integer.parseInt(args[0]), Long.parseLong(args[1]), args[3]);
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      threads.add(new Thread(load::drive, "load-" + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d ok, %d failed, %.1f s, %.0f requests/s, %.1f KB each%n",
        load.succeeded.get(),
        load.failed.get(),
        seconds,
        load.succeeded.get() / seconds,
        load.bytes.get() / 1e3 / Math.max(1, load.succeeded.get()));
  }

  private void drive() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      while (tickets.getAndDecrement() > 0) {
        out.write(request);
        long length = readAnswer(in);
        if (length < 0) {
          failed.incrementAndGet();
        } else {
          succeeded.incrementAndGet();
          bytes.addAndGet(length);
        }
      }
    } catch (IOException e) {
      failed.incrementAndGet();
      System.err.println(e);
    }
  }

  private static long readAnswer(InputStream in) throws IOException {
    boolean ok = line(in).contains(" 200 ");
    long length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return ok ? length : -1;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was cut");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
