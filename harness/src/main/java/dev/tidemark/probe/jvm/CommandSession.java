package dev.tidemark.probe.jvm;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;

/**
 * A JVM read by diagnostic commands alone: what JMX would add (direct buffers) is missing, the live
 * set is the same.
 */
final class CommandSession implements JvmSession {
  private static final Pattern MAX_HEAP = Pattern.compile("MaxHeapSize=(\\d{1,18})");
  private static final Pattern XMX = Pattern.compile("-Xmx\\S+|-XX:MaxHeapSize=\\S+");
  private static final String VIRTUAL = "java.lang.VirtualThread";

  private final CommandChannel channel;
  private final Path countersFile;
  private final JvmIdentity identity;
  private final FullCollection collection;

  private CommandSession(CommandChannel channel, Path countersFile, JvmIdentity identity) {
    this.channel = channel;
    this.countersFile = countersFile;
    this.identity = identity;
    this.collection =
        new FullCollection(new Commands(), identity.collector(), identity.explicitGcDisabled());
  }

  static CommandSession over(CommandChannel channel, ProcessFacts facts)
      throws IOException, JvmUnavailable, InterruptedException {
    channel.run("VM.version");
    Optional<Path> file = PerfCounters.file(facts);
    if (file.isEmpty()) {
      throw JvmUnavailable.because(
          "process "
              + facts.pid()
              + " publishes no performance counters, and no collection can be verified; start it"
              + " without -XX:-UsePerfData, or give a service:jmx URL");
    }
    PerfCounters counters = PerfCounters.read(file.get());
    String flags = channel.run("VM.flags -all").replaceAll("\\s*:?=\\s*", "=");
    String arguments = counters.text("java.rt.vmArgs");
    Collector collector = Collector.ofFlags(flags);
    return new CommandSession(
        channel,
        file.get(),
        new JvmIdentity(
            OptionalLong.of(facts.pid()),
            counters.text("java.property.java.vm.name")
                + " "
                + counters.text("java.property.java.vm.version")
                + ", "
                + collector.name(),
            collector.name(),
            arguments.isBlank()
                ? List.of()
                : SecretArguments.redact(List.of(arguments.strip().split("\\s+", -1))),
            Instant.ofEpochMilli(counters.number("sun.rt.createVmBeginTime").orElse(0)),
            limit(flags, arguments),
            flags.contains(" DisableExplicitGC=true"),
            HeapRanges.in(channel.run("GC.heap_info")),
            channel.name() + ", by commands: direct buffers are not read"));
  }

  private static Optional<Limit> limit(String flags, String arguments) {
    Matcher max = MAX_HEAP.matcher(flags);
    return max.find()
        ? Optional.of(
            new Limit(
                new ByteSize(Long.parseLong(max.group(1))),
                XMX.matcher(arguments).find() ? "-Xmx" : "max heap"))
        : Optional.empty();
  }

  @Override
  public JvmIdentity identity() {
    return identity;
  }

  @Override
  public List<MemorySample> light() throws IOException {
    return light(counters());
  }

  private static List<MemorySample> light(PerfCounters counters) {
    List<MemorySample> samples = new ArrayList<>();
    long count = counters.sum("sun\\.gc\\.collector\\.\\d\\.invocations");
    samples.add(shown("jvm.gc.count", (double) count));
    double ticks = counters.sum("sun\\.gc\\.collector\\.\\d\\.time");
    double frequency = counters.number("sun.os.hrt.frequency").orElse(1_000_000_000L);
    samples.add(shown("jvm.gc.seconds", ticks / frequency));
    return samples;
  }

  @Override
  public Floor floor() throws IOException, JMException, JvmUnavailable, InterruptedException {
    ClassHistogram live = collection.histogram();
    PerfCounters counters = counters();
    List<MemorySample> samples = new ArrayList<>(light(counters));
    samples.add(sample("jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, live.bytes()));
    counters
        .number("sun.gc.metaspace.used")
        .ifPresent(
            used ->
                samples.add(sample("jvm.memory.metaspace", MetricKind.BYTES, Unit.BYTES, used)));
    counters
        .number("java.threads.live")
        .ifPresent(
            count ->
                samples.add(sample("jvm.thread.count", MetricKind.THREADS, Unit.COUNT, count)));
    counters
        .number("java.cls.loadedClasses")
        .ifPresent(
            loaded ->
                samples.add(
                    sample(
                        "jvm.class.count",
                        MetricKind.CLASSES,
                        Unit.COUNT,
                        loaded
                            + counters.number("java.cls.sharedLoadedClasses").orElse(0)
                            - counters.number("java.cls.unloadedClasses").orElse(0)
                            - counters.number("java.cls.sharedUnloadedClasses").orElse(0))));
    samples.add(
        sample(
            "jvm.memory.used_after_last_gc",
            MetricKind.INDIRECT,
            Unit.BYTES,
            counters.sum("sun\\.gc\\.generation\\.\\d\\.space\\.\\d\\.used")));
    ClassCount virtual = live.classes().get(VIRTUAL);
    if (virtual != null) {
      samples.add(
          sample("jvm.thread.virtual.count", MetricKind.THREADS, Unit.COUNT, virtual.instances()));
    }
    return new Floor(samples, live);
  }

  private PerfCounters counters() throws IOException {
    return PerfCounters.read(countersFile);
  }

  private String run(String command) throws IOException, JvmUnavailable {
    try {
      return channel.run(command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(command + " was interrupted");
    }
  }

  private static MemorySample shown(String metric, double value) {
    return new MemorySample(metric, MetricKind.SHOWN, Unit.COUNT, value, GcState.LIVE);
  }

  private static MemorySample sample(String metric, MetricKind kind, Unit unit, long value) {
    return new MemorySample(metric, kind, unit, (double) value, GcState.AFTER_FULL_GC);
  }

  @Override
  public void close() {}

  /** Collections forced and counted by commands. */
  private final class Commands implements FullCollection.Levers {
    @Override
    public void gc() throws IOException, JvmUnavailable {
      run("GC.run");
    }

    @Override
    public String histogram() throws IOException, JvmUnavailable {
      return run("GC.class_histogram");
    }

    /** The collector of the young generation is the first; all others collect the whole heap. */
    @Override
    public long count() throws IOException {
      PerfCounters now = counters();
      long whole = now.sum("sun\\.gc\\.collector\\.[1-9]\\.invocations");
      return whole > 0 || now.number("sun.gc.collector.1.invocations").isPresent()
          ? whole
          : now.sum("sun\\.gc\\.collector\\.\\d\\.invocations");
    }
  }
}
