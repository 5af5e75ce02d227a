package dev.tidemark.reports;

import dev.tidemark.model.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The flame graph of one profile: a page beside the stacks it is drawn from, for their owner alone.
 *
 * @param arm the target that was profiled
 * @param what was profiled, as the name of the file has it
 * @param file the page
 */
record FlamePage(String arm, String what, Path file) {
  private static final String FOLDED = ".folded";
  private static final int LISTED = 10;
  private static final long LARGEST_BYTES = 32L << 20;

  /** Draws all profiles in a folder of evidence; none where there is no such folder. */
  static List<FlamePage> drawAll(Path evidence) throws IOException {
    if (!Files.isDirectory(evidence)) {
      return List.of();
    }
    List<Path> profiles;
    try (Stream<Path> files = Files.list(evidence)) {
      profiles =
          files
              .filter(file -> file.toString().endsWith(FOLDED))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    List<FlamePage> pages = new ArrayList<>();
    for (Path profile : profiles) {
      if (Files.size(profile) <= LARGEST_BYTES) {
        pages.add(draw(profile));
      }
    }
    return pages;
  }

  private static FlamePage draw(Path profile) throws IOException {
    String name = profile.getFileName().toString().replace(FOLDED, "");
    int dash = name.lastIndexOf('-');
    FlamePage page =
        new FlamePage(
            name.substring(0, Math.max(0, dash)),
            name.substring(dash + 1),
            profile.resolveSibling(name + ".html"));
    page.write(Files.readAllLines(profile, StandardCharsets.UTF_8));
    return page;
  }

  private void write(List<String> folded) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, html(folded).getBytes(StandardCharsets.UTF_8));
  }

  String html(List<String> folded) {
    List<FlameTree.Stack> stacks = FlameTree.stacks(folded);
    FlameTree root = FlameTree.of(stacks);
    String words = words();
    String body =
        """
        <h1>%s</h1>
        <p class="soft">%s, as async-profiler saw it while some more requests were sent. A bar is a \
        method or function, as wide as its share of the bytes; below it stands what it called. Point \
        at a bar for its whole name. <span class="key own">application</span> \
        <span class="key platform">Java platform</span> <span class="key native">native code</span></p>
        <div class="card">
        %s</div>
        <section>
        <h2>The heaviest stacks</h2>
        <div class="card">
        %s</div>
        </section>
        """
            .formatted(
                Escaped.html(arm + ": " + words),
                Escaped.html(ByteSize.format(root.bytes())),
                FlameGraph.svg(
                    root, words + ", as a flame graph; the heaviest stacks are listed below"),
                listed(stacks, root));
    return HtmlPage.render(words + " · " + arm + " · Tidemark", body);
  }

  /** What the page shows, in words. */
  String words() {
    return what.equals("native") ? "native memory that was not given back" : "objects that stay";
  }

  private static String listed(List<FlameTree.Stack> stacks, FlameTree root) {
    return stacks.stream()
        .limit(LISTED)
        .map(
            stack ->
                String.format(
                    Locale.ROOT,
                    "<details><summary>%s, %.1f%%: <code>%s</code></summary><ol>%s</ol></details>%n",
                    ByteSize.format(stack.bytes()),
                    root.bytes() > 0 ? 100 * stack.bytes() / root.bytes() : 0,
                    Escaped.dotted(stack.frames().get(stack.frames().size() - 1)),
                    frames(stack)))
        .collect(Collectors.joining());
  }

  private static String frames(FlameTree.Stack stack) {
    StringBuilder items = new StringBuilder();
    for (int i = stack.frames().size() - 1; i >= 0; i--) {
      items
          .append("<li><code>")
          .append(Escaped.dotted(stack.frames().get(i)))
          .append("</code></li>");
    }
    return items.toString();
  }
}
