package dev.tidemark.probe.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** A program that keeps what it is told to, and ends with its standard input. */
public final class Tank {
  static final List<Object> KEPT = new ArrayList<>(1 << 20);

  private Tank() {}

  /** 12 bytes of header, 4 of padding, 16 of fields: 32 bytes. */
  static final class Drop {
    long a;
    long b;
  }

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      obey(words[0], Integer.parseInt(words[1]));
      System.out.println("done");
    }
  }

  private static void obey(String command, int n) {
    for (int i = 0; i < n; i++) {
      switch (command) {
        case "keep" -> KEPT.add(new Drop());
        case "bytes" -> KEPT.add(new byte[1 << 10]);
        case "direct" -> KEPT.add(ByteBuffer.allocateDirect(1 << 10));
        case "deflaters" -> new Deflater();
        case "native" -> KEPT.add(new Deflater());
        case "freed" -> new Deflater().end();
        case "threads" -> park();
        default -> throw new IllegalArgumentException(command);
      }
    }
  }

  private static void park() {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(Long.MAX_VALUE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
