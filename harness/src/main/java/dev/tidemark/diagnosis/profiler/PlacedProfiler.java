package dev.tidemark.diagnosis.profiler;

import dev.tidemark.probe.jvm.AgentHost;
import dev.tidemark.probe.jvm.ApLoader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * async-profiler in a folder that the target sees and that its user alone can enter; the folder is
 * deleted at the end.
 *
 * <p>The name of the folder belongs to the JVM, so that a second profile of the same JVM calls the
 * agent that is loaded already: it cannot be unloaded, and two of them would watch each other.
 */
final class PlacedProfiler implements AutoCloseable {
  private static final String PREFIX = "tidemark-profiler-";
  private static final String RESULT = "profile.jfr";
  private static final String LOG = "profiler.log";

  private final AgentHost host;
  private final ApLoader files;
  private final Path folder;
  private final Path inside;

  private PlacedProfiler(AgentHost host, ApLoader files) {
    this.host = host;
    this.files = files;
    this.folder = host.temporary().resolve(PREFIX + host.name());
    this.inside = host.temporaryInside().resolve(PREFIX + host.name());
  }

  static PlacedProfiler in(AgentHost host, ApLoader files) throws IOException {
    PlacedProfiler placed = new PlacedProfiler(host, files);
    placed.refuseStrangers();
    placed.makeFolder();
    try {
      placed.put();
    } catch (IOException e) {
      placed.close();
      throw e;
    }
    return placed;
  }

  /** Somebody may profile the target all the time: two profilers spoil each other's figures. */
  private void refuseStrangers() throws IOException {
    Path own = inside.resolve(files.agentFile());
    Optional<String> other =
        host.mapped(ApLoader.AGENT).stream()
            .filter(path -> !path.equals(own.toString()))
            .findFirst();
    if (other.isPresent()) {
      throw new IOException("another async-profiler is in it already: " + other.get());
    }
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || owner != host.user()
          || !PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
              .equals("rwx------")) {
        throw new IOException(folder + " exists, and is not the target's alone; delete it", e);
      }
    } catch (FileSystemException e) {
      throw new IOException("no file can be made in the target's /tmp: " + e.getReason(), e);
    }
    give(folder);
  }

  private void put() throws IOException {
    for (String old : List.of(files.agentFile(), RESULT, LOG)) {
      Files.deleteIfExists(folder.resolve(old));
    }
    Path file = folder.resolve(files.agentFile());
    Files.write(file, files.agent());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
    give(file);
  }

  /** Root may profile the JVM of another user, who must be able to read what lies there. */
  private void give(Path path) throws IOException {
    int owner = (Integer) Files.getAttribute(path, "unix:uid");
    if (owner != host.user()) {
      Files.setAttribute(path, "unix:uid", host.user());
    }
  }

  /** Gives the agent a command; what it said where it failed is the message. */
  void call(String command) throws IOException, InterruptedException {
    String options = command + ",file=" + inside.resolve(RESULT) + ",log=" + inside.resolve(LOG);
    try {
      host.load(inside.resolve(files.agentFile()), options);
    } catch (IOException e) {
      throw new IOException(said().orElse(e.getMessage()), e);
    }
  }

  private Optional<String> said() throws IOException {
    Path log = folder.resolve(LOG);
    return Files.isRegularFile(log)
        ? Files.readAllLines(log).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("[ERROR]") || line.startsWith("[WARN]"))
            .reduce((one, other) -> other)
            .map(line -> line.substring(line.indexOf(']') + 1).strip())
        : Optional.empty();
  }

  /** What was recorded, once it has been stopped. */
  Path result() {
    return folder.resolve(RESULT);
  }

  @Override
  public void close() throws IOException {
    for (String file : List.of(files.agentFile(), RESULT, LOG)) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.deleteIfExists(folder);
  }
}
