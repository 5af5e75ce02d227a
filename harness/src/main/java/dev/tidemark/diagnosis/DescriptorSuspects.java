package dev.tidemark.diagnosis;

import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which descriptors of a process gather: files by their path, sockets by what they are to. */
public final class DescriptorSuspects {
  private static final String SOCKET = "socket:[";
  private static final String SOCKETS = "sockets";

  private static final String OF_FILES =
      "it is opened and not closed: close it in try-with-resources, streams of Files.list and"
          + " Files.walk too";

  private DescriptorSuspects() {}

  /**
   * The largest group of open descriptors.
   *
   * @param process its folder below {@code /proc}
   * @param gained descriptors more than before
   * @param perRequest descriptors gained with every request; 0 where others than requests drive it
   * @throws IOException if they may not be listed
   */
  public static Optional<Suspect> of(Path process, double gained, double perRequest)
      throws IOException {
    Map<String, String> peers = Peers.of(process.resolve("net"));
    return Alike.largest(targets(process.resolve("fd")), target -> words(target, peers), gained)
        .map(group -> suspect(group, perRequest));
  }

  /** Whether a suspect found here is a group of sockets. */
  public static boolean areSockets(Suspect suspect) {
    return suspect.name().startsWith(SOCKETS);
  }

  private static Suspect suspect(Alike<String> group, double perRequest) {
    boolean file = group.members().get(0).startsWith("/");
    return new Suspect(
        "descriptor",
        group.name(),
        perRequest,
        0,
        false,
        String.format(Locale.ROOT, "%,d descriptors of this are open", group.members().size()),
        file ? OF_FILES : Advice.forClass("java.io.FileDescriptor"));
  }

  /** What each descriptor is of; those that are closed meanwhile are left out. */
  private static List<String> targets(Path folder) throws IOException {
    List<String> targets = new ArrayList<>();
    try (Stream<Path> links = Files.list(folder)) {
      links.forEach(
          link -> {
            try {
              targets.add(Files.readSymbolicLink(link).toString());
            } catch (IOException e) { // closed
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return targets;
  }

  private static String words(String target, Map<String, String> peers) {
    if (target.startsWith(SOCKET)) {
      String inode = target.substring(SOCKET.length(), target.length() - 1);
      return peers.getOrDefault(inode, SOCKETS);
    }
    return Alike.numberless(target);
  }
}
