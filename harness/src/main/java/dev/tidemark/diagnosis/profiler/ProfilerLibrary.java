package dev.tidemark.diagnosis.profiler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * async-profiler's native agent for one kind of machine, out of the jar of ap-loader.
 *
 * @param file its name
 */
record ProfilerLibrary(String file) {
  static final String NAME = "libasyncProfiler";
  private static final String FOLDER = "/libs/";

  /**
   * The one for this machine.
   *
   * @throws IOException if there is none
   */
  static ProfilerLibrary ofThisMachine() throws IOException {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static ProfilerLibrary of(String system, String processor) throws IOException {
    String os = system.toLowerCase(Locale.ROOT);
    if (!os.startsWith("linux")) {
      throw new IOException("async-profiler is attached on Linux alone, and this is " + system);
    }
    String kind =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "linux-x64";
          case "aarch64", "arm64" -> "linux-arm64";
          default -> throw new IOException("ap-loader has no async-profiler for " + processor);
        };
    String version = new String(read("ap-version"), StandardCharsets.UTF_8).strip();
    return new ProfilerLibrary(NAME + "-" + version + "-" + kind + ".so");
  }

  byte[] content() throws IOException {
    return read(file);
  }

  private static byte[] read(String name) throws IOException {
    try (@Nullable InputStream in = ProfilerLibrary.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("ap-loader, which brings async-profiler, is not on the class path");
      }
      return in.readAllBytes();
    }
  }
}
