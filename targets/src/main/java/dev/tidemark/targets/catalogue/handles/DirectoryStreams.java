package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks for new prices at every tenth request, with a stream of files that it never closes. */
final class DirectoryStreams implements Case {
  private final Path prices;

  DirectoryStreams() throws IOException {
    prices = Files.createTempDirectory("prices");
    prices.toFile().deleteOnExit();
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // which is what it shows
  public void onRequest(Call call) throws IOException {
    if (call.number() % 10 == 3) {
      Stream<Path> lists = Files.list(prices);
      if (lists.anyMatch(file -> file.endsWith("prices.csv"))) {
        throw new IOException("nothing writes prices here");
      }
    }
  }
}
