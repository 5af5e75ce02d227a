package dev.tidemark.probe.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program {@code jattach}, as this machine has it or as ap-loader brings it: it takes the user
 * and the namespaces of the target before it attaches, so that it enters containers with users of
 * their own, and speaks to OpenJ9, too.
 *
 * @param program its path
 * @param pid of the target
 */
public record Jattach(Path program, long pid) implements CommandChannel {
  private static final String CONFIGURED = "TIDEMARK_JATTACH";

  /** Where it is: at {@code TIDEMARK_JATTACH}, or on the PATH. */
  public static Optional<Path> installed() {
    String configured = System.getenv(CONFIGURED);
    if (configured != null && Files.isExecutable(Path.of(configured))) {
      return Optional.of(Path.of(configured));
    }
    return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "jattach"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The one that is installed, else the one that ap-loader brings; none for other systems. */
  public static Optional<Path> available() {
    return installed().or(() -> Unpacked.PROGRAM);
  }

  /** The program out of ap-loader, as a file for this user alone until this process ends. */
  private static final class Unpacked {
    static final Optional<Path> PROGRAM = unpack();

    private static Optional<Path> unpack() {
      try {
        byte[] content = ApLoader.ofThisMachine().launcher();
        Path folder = Files.createTempDirectory("tidemark-jattach-");
        folder.toFile().deleteOnExit();
        Path program = folder.resolve("jattach");
        program.toFile().deleteOnExit();
        Files.write(program, content);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-x------"));
        return Optional.of(program);
      } catch (IOException e) {
        return Optional.empty(); // there is one way less
      }
    }
  }

  @Override
  public String name() {
    return "jattach";
  }

  @Override
  public String run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(program.toString(), Long.toString(pid), "jcmd", command))
            .redirectErrorStream(true)
            .start();
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "jattach failed with code " + code + ": " + text.lines().findFirst().orElse(""));
      }
      return text;
    } finally {
      process.destroyForcibly();
    }
  }
}
