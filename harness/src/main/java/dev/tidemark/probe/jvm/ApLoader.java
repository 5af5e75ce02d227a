package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The native files of async-profiler for one kind of machine, out of the jar of ap-loader.
 *
 * @param kind as in the names of the files: {@code 4.5-linux-x64}
 */
public record ApLoader(String kind) {
  /** What the name of the agent begins with, whoever brought it. */
  public static final String AGENT = "libasyncProfiler";

  private static final String LAUNCHER = "asprof";
  private static final String FOLDER = "/libs/";

  /**
   * The files for this machine.
   *
   * @throws IOException if there are none
   */
  public static ApLoader ofThisMachine() throws IOException {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static ApLoader of(String system, String processor) throws IOException {
    if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new IOException("async-profiler is attached on Linux alone, and this is " + system);
    }
    String machine =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "linux-x64";
          case "aarch64", "arm64" -> "linux-arm64";
          default -> throw new IOException("ap-loader has no async-profiler for " + processor);
        };
    String version = new String(read("ap-version"), StandardCharsets.UTF_8).strip();
    return new ApLoader(version + "-" + machine);
  }

  /** The name of the agent's file. */
  public String agentFile() {
    return AGENT + "-" + kind + ".so";
  }

  /** The agent, to be loaded into a JVM. */
  public byte[] agent() throws IOException {
    return read(agentFile());
  }

  /** A program that attaches to JVMs as {@code jattach} does. */
  byte[] launcher() throws IOException {
    return read(LAUNCHER + "-" + kind);
  }

  private static byte[] read(String name) throws IOException {
    try (@Nullable InputStream in = ApLoader.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("ap-loader, which brings async-profiler, is not on the class path");
      }
      return in.readAllBytes();
    }
  }
}
