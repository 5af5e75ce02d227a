package dev.tidemark.replay;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.ReplaySpec;
import dev.tidemark.traffic.Outgoing;
import dev.tidemark.traffic.RequestSource;
import dev.tidemark.traffic.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that were recorded elsewhere, in the order and at the pace of their recording; after the
 * last one the first follows again. What is in memory is one request for each user.
 */
public final class RecordedTraffic implements RequestSource {
  /** A gap that lasts longer is shortened: a run has no time for a night. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

  private static final int SHARE_OF_WRONG = 2;

  private final ReplaySpec spec;
  private final FileChannel lines;
  private final ReplayIndex index;
  private final List<String> patterns;
  private final Map<String, String> headers;
  private final List<String> notes;
  private final AtomicLong furthest = new AtomicLong();
  private final long lastNanos;

  private RecordedTraffic(
      ReplaySpec spec,
      FileChannel lines,
      ReplayIndex index,
      List<String> patterns,
      Map<String, String> headers,
      List<String> notes,
      long lastNanos) {
    this.spec = spec;
    this.lines = lines;
    this.index = index;
    this.patterns = patterns;
    this.headers = headers;
    this.notes = notes;
    this.lastNanos = lastNanos;
  }

  /**
   * Reads the recording once from end to end, and keeps it open.
   *
   * @param environment what secrets in headers are read from
   * @throws ConfigurationException if it cannot be read, or holds hardly any request
   */
  public static RecordedTraffic open(ReplaySpec spec, Map<String, String> environment) {
    Map<String, String> headers = Secrets.filled(spec.headers(), environment, "replay.headers");
    if (!Files.isRegularFile(spec.file())) {
      throw new ConfigurationException("replay.file: there is no file " + spec.file());
    }
    try {
      List<String> notes = new ArrayList<>();
      FileChannel lines =
          HarFile.isOne(spec.file())
              ? HarFile.asLines(spec.file(), notes)
              : FileChannel.open(spec.file(), StandardOpenOption.READ);
      return new Scan(spec, lines, notes).read(headers);
    } catch (IOException e) {
      throw new ConfigurationException(
          "replay.file: " + spec.file() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The one pass over a recording before it is sent. */
  private static final class Scan {
    private final ReplaySpec spec;
    private final FileChannel lines;
    private final List<String> notes;
    private final WrongLines wrong = new WrongLines();
    private final RouteCensus census = new RouteCensus();
    private final double speed;
    private long line;
    private long dueNanos;
    private long shortened;
    private Optional<Instant> before = Optional.empty();

    Scan(ReplaySpec spec, FileChannel lines, List<String> notes) {
      this.spec = spec;
      this.lines = lines;
      this.notes = notes;
      this.speed = spec.speed().orElse(1);
    }

    RecordedTraffic read(Map<String, String> headers) throws IOException {
      ReplayIndex.Writer writer = new ReplayIndex.Writer(Spool.open());
      LineScan scan = new LineScan(lines);
      while (scan.next()) {
        line++;
        if (!scan.blank()) {
          add(scan, writer);
        }
      }
      ReplayIndex index = writer.written();
      if (index.count() == 0 || wrong.count() > (SHARE_OF_WRONG - 1) * index.count()) {
        throw new ConfigurationException(
            "replay.file: "
                + spec.file()
                + " is no recording of requests: "
                + (wrong.count() == 0 ? "it is empty" : wrong.first())
                + "; each line is {\"timestamp\": …, \"method\": …, \"path\": …, \"headers\": …,"
                + " \"body\": …}");
      }
      notes.addAll(wrong.notes());
      if (shortened > 0 && spec.speed().isPresent()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%,d pauses of the recording were shortened to %d s",
                shortened,
                LONGEST_GAP.toSeconds()));
      }
      return new RecordedTraffic(
          spec, lines, index, census.routes(), headers, List.copyOf(notes), dueNanos);
    }

    private void add(LineScan scan, ReplayIndex.Writer writer) throws IOException {
      if (scan.tooLong()) {
        wrong.wrong(line, "is longer than " + (RecordedLine.LONGEST >> 20) + " MiB");
        return;
      }
      try {
        RecordedRequest request = RecordedLine.read(scan.bytes(), scan.length());
        advance(request.at());
        writer.add(
            new ReplayIndex.Entry(
                scan.offset(), scan.length(), dueNanos, census.count(RoutePattern.of(request))));
      } catch (WrongLine e) {
        wrong.wrong(line, String.valueOf(e.getMessage()));
      }
    }

    private void advance(Optional<Instant> at) {
      if (at.isEmpty()) {
        wrong.withoutTime(line);
        return;
      }
      if (before.isPresent()) {
        long millis = Duration.between(before.get(), at.get()).toMillis();
        if (millis < 0) {
          wrong.backwards();
          return;
        }
        double nanos = millis * 1e6 / speed;
        if (nanos > LONGEST_GAP.toNanos()) {
          shortened++;
          nanos = LONGEST_GAP.toNanos();
        }
        dueNanos += (long) nanos;
      }
      before = at;
    }
  }

  private ReplayIndex.Entry entry(long number) {
    try {
      return index.entry(number % index.count());
    } catch (IOException e) {
      throw new UncheckedIOException("the index of the recording cannot be read", e);
    }
  }

  @Override
  public Outgoing request(long number) {
    furthest.accumulateAndGet(number, Math::max);
    ReplayIndex.Entry entry = entry(number);
    byte[] line = new byte[entry.length()];
    ByteBuffer buffer = ByteBuffer.wrap(line);
    try {
      while (buffer.hasRemaining()) {
        if (lines.read(buffer, entry.offset() + buffer.position()) < 0) {
          throw new IOException("it was shortened while it was sent");
        }
      }
      RecordedRequest request = RecordedLine.read(line, line.length);
      Map<String, String> all = new LinkedHashMap<>(request.headers());
      headers.forEach(
          (name, value) -> {
            all.keySet().removeIf(known -> known.equalsIgnoreCase(name));
            all.put(name, value);
          });
      return new Outgoing(
          patterns.get(entry.pattern()),
          request.method(),
          request.path(),
          all,
          request.body(),
          request.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(spec.file() + " cannot be read", e);
    } catch (WrongLine e) {
      throw new UncheckedIOException(
          new IOException(spec.file() + " was changed while it was sent", e));
    }
  }

  @Override
  public String route(long number) {
    return patterns.get(entry(number).pattern());
  }

  @Override
  public List<String> routes() {
    return patterns.stream().distinct().sorted().toList();
  }

  /** The first request: others may rely on it, and need not be answered with 2xx. */
  @Override
  public List<Outgoing> trials() {
    return List.of(request(0));
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public boolean streams() {
    return request(0).stream();
  }

  @Override
  public Optional<Duration> due(long number) {
    if (spec.speed().isEmpty()) {
      return Optional.empty();
    }
    long mean = index.count() < 2 ? 0 : lastNanos / (index.count() - 1);
    long cycles = number / index.count();
    return Optional.of(Duration.ofNanos(entry(number).dueNanos() + cycles * (lastNanos + mean)));
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  /** What the reader should know once so many requests were sent. */
  @Override
  public List<String> notesAtEnd() {
    long sent = furthest.get() + 1;
    return sent <= index.count()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "the recording of %,d requests was sent %.1f times: a leak that is keyed by content"
                    + " may hide behind the repetition",
                index.count(),
                (double) sent / index.count()));
  }
}
