package dev.tidemark.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the TCP sockets of a machine are to, from the tables of its kernel ({@code proc(5)}, {@code
 * /proc/net/tcp}): by a port that few share, so that all clients of a server are one, and all
 * connections to a server.
 */
final class Peers {
  private static final List<String> TABLES = List.of("tcp", "tcp6");
  private static final Map<String, String> STATES =
      Map.of(
          "01",
          "established",
          "08",
          "closed by the other side, not by this one",
          "0A",
          "listening");
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** Ports from here on are given to clients. */
  private static final int EPHEMERAL = 32_768;

  private Peers() {}

  /**
   * Words for each socket, by inode.
   *
   * @param folder {@code /proc/PID/net}
   */
  static Map<String, String> of(Path folder) throws IOException {
    Map<String, String> peers = new HashMap<>();
    for (String table : TABLES) {
      Path file = folder.resolve(table);
      if (Files.isReadable(file)) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
          lines
              .skip(1)
              .map(line -> line.strip().split("\\s+"))
              .filter(fields -> fields.length > INODE)
              .forEach(fields -> peers.put(fields[INODE], words(fields)));
        }
      }
    }
    return peers;
  }

  private static String words(String[] fields) {
    int remote = port(fields[REMOTE]);
    int local = port(fields[LOCAL]);
    String state = STATES.getOrDefault(fields[STATE], "closing");
    String to =
        remote > 0 && (remote < EPHEMERAL || local >= EPHEMERAL)
            ? "sockets to port " + remote
            : "sockets of clients at port " + local;
    return to + ", " + state;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }
}
