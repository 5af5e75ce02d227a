package dev.tidemark.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folder of a run that its owner alone can enter, for what was found inside a target.
 *
 * @param path made when the first file is written
 */
record EvidenceFolder(Path path) {
  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";

  /** Makes the folder where it is missing. */
  Path made() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path, only(FOLDER));
    }
    return path;
  }

  /** A file of one arm. */
  Path file(String arm, String what) throws IOException {
    return made().resolve(arm.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + what);
  }

  /** Makes the file anew, empty, and readable for its owner alone. */
  void create(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, only(FILE));
  }

  void write(Path file, List<String> lines) throws IOException {
    create(file);
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  private FileAttribute<?>[] only(String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
