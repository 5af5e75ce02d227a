package dev.tidemark.experiment;

import dev.tidemark.config.RunConfig;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.model.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes down what a run was asked. */
final class Manifests {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private Manifests() {}

  static RunManifest of(
      RunConfig config,
      String simulation,
      RunFolder folder,
      Instant now,
      List<Preflight.Ready> ready) {
    return new RunManifest(
        RunManifest.SCHEMA,
        folder.name(),
        now,
        VERSION,
        commit(Path.of("").toAbsolutePath()),
        simulation,
        config.seed(),
        config.plan(),
        ready.stream().map(Preflight.Ready::identity).toList());
  }

  /** The commit that is checked out in a directory or above it, read from git's own files. */
  static Optional<String> commit(Path directory) {
    for (Path at = directory; at != null; at = at.getParent()) {
      Path head = at.resolve(".git/HEAD");
      if (Files.isRegularFile(head)) {
        try {
          String text = Files.readString(head).strip();
          if (!text.startsWith("ref: ")) {
            return Optional.of(text);
          }
          Path ref = at.resolve(".git").resolve(text.substring(5));
          return Files.isRegularFile(ref)
              ? Optional.of(Files.readString(ref).strip())
              : Optional.empty();
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
