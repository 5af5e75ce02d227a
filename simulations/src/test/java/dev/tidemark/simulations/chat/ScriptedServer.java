package dev.tidemark.simulations.chat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server on raw sockets that answers each request as a script says, and counts what it sees. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket server;
  private final Script script;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<String> cuts = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();

  /** A request as it came. */
  record Received(String head, String body) {
    @Nullable String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return null;
    }
  }

  /** Answers one request. */
  @FunctionalInterface
  interface Script {
    /** Writes to the client; returns whether the connection stays open. */
    boolean answer(int number, Received request, Answer answer)
        throws IOException, InterruptedException;
  }

  /** What a script writes. */
  interface Answer {
    void write(String text) throws IOException;
  }

  private ScriptedServer(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  static ScriptedServer start(Script script) throws IOException {
    ServerSocket socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    ScriptedServer server = new ScriptedServer(socket, script);
    server.daemon(server::accept);
    return server;
  }

  /** Always the same answer in JSON. */
  static String json(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " X\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** The head of a stream that ends with its connection, or by chunks. */
  static String streamHead() {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  }

  /** One piece in chunked coding; empty ends the stream. */
  static String piece(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  /** An event with text, as a chat completion streams it. */
  static String event(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  private void daemon(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        connections.incrementAndGet();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      Received request = read(in);
      while (request != null) {
        received.add(request);
        boolean open =
            script.answer(
                received.size(),
                request,
                text -> {
                  out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                  written.addAndGet(text.length());
                });
        if (!open) {
          return;
        }
        request = read(in);
      }
      cuts.add("end of input");
    } catch (SocketException e) {
      cuts.add(String.valueOf(e.getMessage()));
    } catch (IOException | InterruptedException e) {
      cuts.add(String.valueOf(e));
    }
  }

  private static @Nullable Received read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    Received bare = new Received(head.toString(), "");
    String length = bare.header("Content-Length");
    byte[] body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
    return new Received(bare.head(), new String(body, StandardCharsets.UTF_8));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  List<Received> received() {
    return received;
  }

  int connections() {
    return connections.get();
  }

  long written() {
    return written.get();
  }

  /** How the next connection that the client closed looked from here; null if none in time. */
  @Nullable String awaitCut() throws InterruptedException {
    return cuts.poll(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
