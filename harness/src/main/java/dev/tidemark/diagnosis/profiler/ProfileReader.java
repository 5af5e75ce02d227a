package dev.tidemark.diagnosis.profiler;

import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.diagnosis.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Reads the recordings that async-profiler writes. */
final class ProfileReader {
  private static final String MALLOC = "profiler.Malloc";
  private static final String FREE = "profiler.Free";
  private static final String ALIVE = "profiler.LiveObject";
  private static final Set<String> NATIVE = Set.of("Native", "C++", "Kernel");

  /** A recording that is read into no more than a few hundred megabytes. */
  private static final long LONGEST = 96L << 20;

  private final IdentityHashMap<RecordedStackTrace, CallStack> stacks = new IdentityHashMap<>();
  private final Map<CallStack, CallStack> known = new HashMap<>();

  private ProfileReader() {}

  /** Memory that was taken and not given back, in the order in which it was taken. */
  static List<Held> unfreed(Path file) throws IOException {
    return new ProfileReader().matched(file);
  }

  static List<Held> alive(Path file) throws IOException {
    ProfileReader reader = new ProfileReader();
    List<Held> alive = new ArrayList<>();
    try (RecordingFile recording = open(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(ALIVE)) {
          RecordedClass type = event.getClass("objectClass");
          alive.add(
              new Held(
                  event.getInstant("allocationTime"),
                  type == null ? "?" : ClassNames.inSource(Site.plain(type.getName())),
                  event.getLong("allocationSize"),
                  reader.stack(event)));
        }
      }
    }
    return alive;
  }

  /**
   * Memory that is taken or given back.
   *
   * @param taken the piece; empty where memory is given back
   */
  record Call(Instant at, long address, Optional<Held> taken) {}

  private List<Held> matched(Path file) throws IOException {
    List<Call> calls = new ArrayList<>();
    try (RecordingFile recording = open(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        String name = event.getEventType().getName();
        if (name.equals(MALLOC)) {
          Held held = new Held(event.getStartTime(), "", event.getLong("size"), stack(event));
          calls.add(new Call(held.at(), event.getLong("address"), Optional.of(held)));
        } else if (name.equals(FREE)) {
          calls.add(new Call(event.getStartTime(), event.getLong("address"), Optional.empty()));
        }
      }
    }
    return unfreed(calls);
  }

  /** Threads write behind each other's backs: what happened is put into order first. */
  static List<Held> unfreed(List<Call> calls) {
    Map<Long, Held> held = new HashMap<>();
    calls.stream()
        .sorted(Comparator.comparing(Call::at))
        .forEach(
            call ->
                call.taken()
                    .ifPresentOrElse(
                        piece -> held.put(call.address(), piece),
                        () -> held.remove(call.address())));
    return held.values().stream().sorted(Comparator.comparing(Held::at)).toList();
  }

  private static RecordingFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("the profiler wrote nothing");
    }
    if (Files.size(file) > LONGEST) {
      throw new IOException(
          "the profile is longer than " + (LONGEST >> 20) + " MiB, and is not read");
    }
    return new RecordingFile(file);
  }

  private CallStack stack(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (trace == null) {
      return new CallStack(List.of());
    }
    return stacks.computeIfAbsent(
        trace,
        one -> {
          CallStack read =
              new CallStack(one.getFrames().stream().map(ProfileReader::frame).toList());
          return known.computeIfAbsent(read, same -> same);
        });
  }

  private static CallStack.Frame frame(RecordedFrame frame) {
    return new CallStack.Frame(
        frame.getMethod().getType().getName().replace('/', '.'),
        frame.getMethod().getName(),
        Math.max(0, frame.getLineNumber()),
        !NATIVE.contains(frame.getType()));
  }
}
