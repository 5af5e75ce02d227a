package dev.tidemark.diagnosis.jfr;

import dev.tidemark.diagnosis.Advice;
import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Which method starts the threads that gather, as the flight recorder saw: every start is recorded
 * with the stack of the thread that did it.
 */
public final class ThreadStarters {
  private static final String START = "jdk.ThreadStart";
  private static final String END = "jdk.ThreadEnd";
  private static final Map<String, String> SETTINGS =
      Map.of(START + "#enabled", "true", START + "#stackTrace", "true", END + "#enabled", "true");

  /** A method that started less than this part of the threads is not named. */
  private static final double SHARE = 0.5;

  private static final int FEWEST = 2;

  private ThreadStarters() {}

  /**
   * Records who starts threads while traffic goes on, of those that have not ended at its end.
   *
   * @param perRequest threads gained with every request; 0 where others than requests drive it
   * @throws IOException if the JVM has no flight recorder, or it cannot be read
   */
  public static Optional<Suspect> of(
      MBeanServerConnection beans, double perRequest, Traffic traffic)
      throws IOException, InterruptedException {
    try (FlightRecording recording = FlightRecording.start(beans, SETTINGS)) {
      traffic.send();
      return most(recording.end(ThreadStarters::sites), perRequest);
    }
  }

  /** Where each thread was started that goes on; empty where the recorder does not tell. */
  private static List<Optional<String>> sites(Path file) throws IOException {
    Map<Long, Optional<String>> started = new HashMap<>();
    Set<Long> ended = new HashSet<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        String type = event.getEventType().getName();
        if (type.equals(START) && event.getValue("thread") instanceof RecordedThread thread) {
          started.put(thread.getId(), Stacks.site(event));
        } else if (type.equals(END) && event.getValue("thread") instanceof RecordedThread thread) {
          ended.add(thread.getId());
        }
      }
    }
    started.keySet().removeAll(ended);
    return new ArrayList<>(started.values());
  }

  private static Optional<Suspect> most(List<Optional<String>> sites, double perRequest) {
    Map<String, Long> counts =
        sites.stream()
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .filter(site -> site.getValue() >= Math.max(FEWEST, SHARE * sites.size()))
        .map(
            site ->
                new Suspect(
                    "site",
                    site.getKey(),
                    perRequest,
                    0,
                    false,
                    String.format(
                        Locale.ROOT,
                        "started %,d of %,d threads that go on",
                        site.getValue(),
                        sites.size()),
                    Advice.forClass("java.lang.Thread")));
  }
}
