package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connects to another service a request, and closes neither end. */
final class OpenSockets implements Case {
  private final Queue<Socket> kept = new ConcurrentLinkedQueue<>();
  private final ServerSocket other;

  OpenSockets() throws IOException {
    other = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  }

  @Override
  public synchronized void onRequest(Call call) throws IOException {
    kept.add(new Socket(InetAddress.getLoopbackAddress(), other.getLocalPort()));
    kept.add(other.accept());
  }
}
