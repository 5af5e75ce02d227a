package dev.tidemark.ledger;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The folder of one run and the names of the files in it. */
public record RunFolder(Path path) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Makes a folder of its own for a run that starts now, readable by its owner alone where the
   * system can.
   */
  public static RunFolder create(Path parent, String prefix, Instant now) throws IOException {
    Files.createDirectories(parent);
    return inside(parent.resolve(prefix + "-" + NAME.format(now)));
  }

  /** Makes this very folder, and its parents, where they are missing. */
  public static RunFolder inside(Path path) throws IOException {
    if (path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    if (!Files.isDirectory(path)) {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      if (posix) {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(path);
      }
    }
    return new RunFolder(path);
  }

  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  public Path manifest() {
    return path.resolve("manifest.json");
  }

  public Path ledger() {
    return path.resolve("ledger.jsonl");
  }

  public Path latency() {
    return path.resolve("latency.hlog");
  }

  public Path verdict() {
    return path.resolve("verdict.json");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  public Path junit() {
    return path.resolve("junit.xml");
  }

  /** Where single pieces of evidence lie; made by who writes them, for their owner alone. */
  public Path evidence() {
    return path.resolve("evidence");
  }

  public Path summary() {
    return path.resolve("summary.md");
  }
}
