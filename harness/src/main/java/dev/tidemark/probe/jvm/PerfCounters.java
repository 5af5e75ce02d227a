package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * HotSpot's performance counters, as they stand in the file {@code hsperfdata_USER/PID} of its
 * temporary folder. Reading them costs the target nothing: it is memory that both map.
 *
 * <p>Form 2: a head of 32 bytes (magic number, byte order, versions, flag, used, overflow, time,
 * offset of the first entry, number of entries); then entries of a head of 20 bytes (length, offset
 * of the name, vector length, type, flags, unit, variability, offset of the value), the name and
 * the value: a long, or bytes up to a zero.
 */
record PerfCounters(Map<String, String> values) {
  private static final int MAGIC = 0xcafec0c0;
  private static final int FIRST_ENTRY_AT = 24;
  private static final long LARGEST = 8 << 20;

  PerfCounters {
    values = Map.copyOf(values);
  }

  /** The file of a process; empty where it publishes none. */
  static Optional<Path> file(ProcessFacts facts) {
    String name = Long.toString(facts.innerPid());
    return within(facts.root().resolve("tmp"), name).or(() -> within(Path.of("/tmp"), name));
  }

  private static Optional<Path> within(Path temporary, String name) {
    try (DirectoryStream<Path> users = Files.newDirectoryStream(temporary, "hsperfdata_*")) {
      for (Path user : users) {
        Path file = user.resolve(name);
        if (Files.isReadable(file)) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static PerfCounters read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is too large for performance counters");
    }
    return parse(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  static PerfCounters parse(ByteBuffer buffer) throws IOException {
    Map<String, String> values = new HashMap<>(512);
    try {
      if (buffer.getInt(0) != MAGIC) {
        throw new IOException("these are no performance counters of HotSpot");
      }
      buffer.order(buffer.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      int at = buffer.getInt(FIRST_ENTRY_AT);
      int entries = buffer.getInt(FIRST_ENTRY_AT + 4);
      for (int i = 0; i < entries; i++) {
        int length = buffer.getInt(at);
        String name = text(buffer, at + buffer.getInt(at + 4), at + length);
        int value = at + buffer.getInt(at + 16);
        char type = (char) buffer.get(at + 12);
        if (type == 'J') {
          values.put(name, Long.toString(buffer.getLong(value)));
        } else if (type == 'B') {
          values.put(name, text(buffer, value, at + length));
        }
        if (length <= 0) {
          break;
        }
        at += length;
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new IOException("the performance counters are cut short", e);
    }
    return new PerfCounters(values);
  }

  private static String text(ByteBuffer buffer, int from, int limit) {
    int end = from;
    while (end < limit && buffer.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - from];
    buffer.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  OptionalLong number(String name) {
    String value = text(name);
    return value.matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  /** The sum of the counters whose names match. */
  long sum(String pattern) {
    return values.keySet().stream()
        .filter(name -> name.matches(pattern))
        .mapToLong(name -> number(name).orElse(0))
        .sum();
  }
}
