package dev.tidemark.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cells that are done, one line each in a file, so that an interrupted bench goes on where it
 * was. A line counts only for the very code that wrote it.
 */
final class Finished {
  private final Path file;
  private final String code;
  private final Map<String, Tally> tallies;

  private Finished(Path file, String code, Map<String, Tally> tallies) {
    this.file = file;
    this.code = code;
    this.tallies = tallies;
  }

  /**
   * @param classes folders of compiled classes that the figures depend on
   */
  static Finished read(Path file, List<Path> classes) throws IOException {
    String code = fingerprint(classes);
    Map<String, Tally> tallies = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 4 && parts[0].equals(code) && parts[3].equals(".")) {
          Tally tally = Tally.parse(parts[2]);
          tallies.put(key(parts[1], tally.runs()), tally);
        }
      }
    }
    return new Finished(file, code, tallies);
  }

  Optional<Tally> of(Cell cell, int runs) {
    return Optional.ofNullable(tallies.get(key(cell.name(), runs)));
  }

  void add(Cell cell, Tally tally) throws IOException {
    tallies.put(key(cell.name(), tally.runs()), tally);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        String.join("\t", code, cell.name(), tally.line(), ".") + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String key(String cell, int runs) {
    return cell + " " + runs;
  }

  private static String fingerprint(List<Path> folders) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(path -> path.toString().endsWith(".class"))
            .filter(path -> !path.getFileName().toString().matches("(Page|Bench|.*Test).*"))
            .sorted()
            .forEach(path -> digest(digest, path));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
  }

  private static void digest(MessageDigest digest, Path path) {
    try {
      digest.update(path.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
