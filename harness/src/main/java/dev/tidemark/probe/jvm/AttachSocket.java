package dev.tidemark.probe.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * HotSpot's own attach protocol, spoken over its Unix socket through {@code /proc/PID/root}: it
 * reaches into containers, where the Attach API's socket and JMX port are out of sight, and needs
 * no JDK here.
 *
 * <p>A JVM opens the socket when it is sent SIGQUIT while a file {@code .attach_pidN} lies in its
 * temporary folder, N being its process id inside its container. A command is five strings, each
 * ended by a zero byte: the version of the protocol, {@code jcmd}, the command, two empty ones. The
 * answer begins with a line that holds an error code.
 */
final class AttachSocket implements CommandChannel {
  private static final int PATIENCE_MILLIS = 6_000;
  private static final int STEP_MILLIS = 50;

  private final ProcessFacts facts;

  AttachSocket(ProcessFacts facts) {
    this.facts = facts;
  }

  @Override
  public String name() {
    return "attach socket";
  }

  @Override
  public String run(String command) throws IOException, JvmUnavailable, InterruptedException {
    try (SocketChannel channel = connected()) {
      ByteBuffer request =
          ByteBuffer.wrap(("1\0jcmd\0" + command + "\0\0\0").getBytes(StandardCharsets.UTF_8));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      return answer(command, all(channel));
    }
  }

  private SocketChannel connected() throws IOException, JvmUnavailable, InterruptedException {
    if (!Files.exists(path())) {
      wake();
    }
    try {
      return open();
    } catch (ConnectException e) {
      if (removeLeftover()) {
        wake();
      }
      return open();
    }
  }

  /**
   * A JVM that was killed leaves its socket behind for the next one with its process id, which
   * cannot remove it where another user made it.
   *
   * @return whether there was one, which nobody listened on, and which could be removed
   */
  boolean removeLeftover() {
    try {
      open().close();
      return false;
    } catch (ConnectException e) {
      return path().toFile().delete();
    } catch (IOException e) {
      return false;
    }
  }

  private SocketChannel open() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path()));
  }

  private Path path() {
    return temporary().resolve(".java_pid" + facts.innerPid());
  }

  private Path temporary() {
    Path inside = facts.root().resolve("tmp");
    return Files.isDirectory(inside) ? inside : Path.of("/tmp");
  }

  private static String all(SocketChannel channel) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (channel.read(buffer) >= 0) {
      answer.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static String answer(String command, String text) throws IOException {
    int line = text.indexOf('\n');
    String code = line < 0 ? text.strip() : text.substring(0, line).strip();
    String printed = line < 0 ? "" : text.substring(line + 1);
    if (!code.equals("0")) {
      throw new IOException(
          command
              + " failed with code "
              + code
              + ": "
              + printed.lines().findFirst().orElse("nothing was said"));
    }
    return printed;
  }

  private void wake() throws IOException, JvmUnavailable, InterruptedException {
    if (facts.diesOfAttach()) {
      throw JvmUnavailable.because(
          "process "
              + facts.pid()
              + " is not a JVM, or a JVM under -Xrs, which attaching would kill; give the pid of the"
              + " Java process itself, or a service:jmx URL");
    }
    Path sign = temporary().resolve(".attach_pid" + facts.innerPid());
    boolean ours = false;
    try {
      if (!Files.exists(sign)) {
        Files.createFile(sign);
        ours = true;
      }
      new ProcessBuilder("kill", "-QUIT", Long.toString(facts.pid())).start().waitFor();
      for (int waited = 0; waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
        if (Files.exists(path())) {
          return;
        }
        Thread.sleep(STEP_MILLIS);
      }
    } finally {
      if (ours) {
        Files.deleteIfExists(sign);
      }
    }
    throw JvmUnavailable.because(
        "process "
            + facts.pid()
            + " opened no attach socket at "
            + path()
            + "; it is no HotSpot JVM, is stopped, or has -XX:+DisableAttachMechanism");
  }
}
