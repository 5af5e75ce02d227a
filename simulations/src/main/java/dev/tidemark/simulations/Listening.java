package dev.tidemark.simulations;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the process whose memory is read is the one that listens on the target's port, as far as
 * Linux tells that of a target on this machine.
 */
final class Listening {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private Listening() {}

  /** What is to be said of a target; empty where all is well, or nothing is known. */
  static Optional<String> doubt(ArmConfig arm) {
    return arm.probes().stream()
        .flatMap(
            probe -> probe instanceof ProbeSpec.JvmByPid jvm ? Stream.of(jvm.pid()) : Stream.of())
        .filter(pid -> isHere(arm.url()) && anotherListens(pid, port(arm.url())))
        .findFirst()
        .map(
            pid ->
                arm.name()
                    + ": process "
                    + pid
                    + ", whose memory is read, is not the one that listens on port "
                    + port(arm.url())
                    + "; the verdict is on that process, so make sure that it is what serves");
  }

  private static boolean isHere(URI url) {
    try {
      return InetAddress.getByName(url.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static int port(URI url) {
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    return url.getPort() < 0 ? standard : url.getPort();
  }

  /** Whether somebody listens on the port, and it is surely not this process. */
  static boolean anotherListens(long pid, int port) {
    Path process = PROC.resolve(Long.toString(pid));
    try {
      Path network = Path.of("ns", "net");
      if (!Files.readSymbolicLink(process.resolve(network))
          .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(network)))) {
        return false;
      }
      Set<String> sockets = new HashSet<>();
      for (String table : List.of("tcp", "tcp6")) {
        Path file = PROC.resolve("self").resolve("net").resolve(table);
        if (Files.isReadable(file)) {
          sockets.addAll(listening(Files.readAllLines(file), port));
        }
      }
      return !sockets.isEmpty() && !holdsOneOf(process, sockets);
    } catch (IOException | UncheckedIOException e) {
      return false; // another system, another user, or no such process
    }
  }

  private static Set<String> listening(List<String> table, int port) {
    Set<String> sockets = new HashSet<>();
    for (String row : table.subList(1, table.size())) {
      String[] columns = row.strip().split("\\s+", -1);
      String address = columns[LOCAL_ADDRESS];
      int itsPort = Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
      if (itsPort == port && columns[STATE].equals(LISTENS)) {
        sockets.add("socket:[" + columns[INODE] + "]");
      }
    }
    return sockets;
  }

  private static boolean holdsOneOf(Path process, Set<String> sockets) throws IOException {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        if (Files.isSymbolicLink(descriptor)
            && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    }
    return false;
  }
}
