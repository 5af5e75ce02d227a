package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port that hands everything on to another, until it is closed. */
final class Relay implements AutoCloseable {
  static final String ADDRESS = "127.0.0.2";

  private final ServerSocket door;
  private final int behind;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private Relay(ServerSocket door, int behind) {
    this.door = door;
    this.behind = behind;
  }

  /** Takes connections at the same port of another address of this machine. */
  static Relay before(int port) throws IOException {
    ServerSocket door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(new InetSocketAddress(ADDRESS, port));
    Relay relay = new Relay(door, port);
    relay.start(relay::accept);
    return relay;
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), behind);
        open.add(near);
        open.add(far);
        if (door.isClosed()) {
          near.close();
          far.close();
        }
        start(() -> pass(near, far));
        start(() -> pass(far, near));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void start(Runnable task) {
    Thread thread = new Thread(task, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // one side is gone, and so is the other
    }
  }

  /** Cuts every connection, and takes no more. */
  void shut() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    shut();
  }
}
