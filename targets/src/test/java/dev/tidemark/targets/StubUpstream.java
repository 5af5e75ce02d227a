package dev.tidemark.targets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An upstream under a test's control: it sends one part of an answer, waits for {@link #goOn},
 * sends the other part and closes the connection.
 */
final class StubUpstream implements AutoCloseable {
  private final ServerSocket listener;
  private final CountDownLatch goOn = new CountDownLatch(1);

  private StubUpstream(ServerSocket listener) {
    this.listener = listener;
  }

  static StubUpstream start(String firstPart, String secondPart) throws IOException {
    StubUpstream stub = new StubUpstream(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(() -> stub.serve(firstPart, secondPart), "stub-upstream");
    thread.setDaemon(true);
    thread.start();
    return stub;
  }

  private void serve(String firstPart, String secondPart) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        readHead(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        out.write(firstPart.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (goOn.await(20, TimeUnit.SECONDS)) {
          out.write(secondPart.getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        // the other side went away, or the test is over
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void readHead(InputStream in) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    // the proxy's requests are small enough to arrive in one piece with their body
    if (in.read(buffer) < 0) {
      throw new IOException("no request came");
    }
  }

  void goOn() {
    goOn.countDown();
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
