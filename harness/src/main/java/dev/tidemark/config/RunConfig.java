package dev.tidemark.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestRate;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a run was asked to do, checked.
 *
 * @param arms the targets; empty means the demo, which starts its own
 * @param expect verdicts declared by arm name, for demos and for tests of the tool itself
 * @param limit the memory limit, where it was given and need not be read from the target
 * @param out the folder that holds run folders
 * @param outIsRun whether {@code out} is the run folder itself
 * @param strict whether GROWING fails too
 */
public record RunConfig(
    List<ArmConfig> arms,
    Map<String, Verdict.Kind> expect,
    TrafficSpec traffic,
    Plan plan,
    Optional<ByteSize> limit,
    Path out,
    boolean outIsRun,
    boolean strict,
    long seed) {
  private static final ByteSize DEMO_ALLOWANCE = ByteSize.ofMebibytes(4);

  public RunConfig {
    arms = List.copyOf(arms);
    expect = Map.copyOf(expect);
  }

  public boolean isDemo() {
    return arms.isEmpty();
  }

  /** The same run aimed at these arms. */
  public RunConfig withArms(List<ArmConfig> started) {
    return new RunConfig(started, expect, traffic, plan, limit, out, outIsRun, strict, seed);
  }

  /** The same run where a simulation of somebody's own sends the requests. */
  public RunConfig withOwnRequests() {
    return new RunConfig(
        arms, expect, traffic, plan.withOwnRequests(), limit, out, outIsRun, strict, seed);
  }

  /**
   * Reads the configuration of this process: system properties, environment and {@code
   * tidemark.yaml} in {@code directory}.
   */
  public static RunConfig ofProcess(
      Map<String, String> commandLine, Path directory, Path defaultOut) {
    Properties properties = System.getProperties();
    return of(
        Settings.load(commandLine, properties, System.getenv(), directory), directory, defaultOut);
  }

  /**
   * Checks the settings.
   *
   * @param directory what relative paths are resolved against
   * @throws ConfigurationException naming the option, what is wrong with it and what to write
   */
  public static RunConfig of(Settings settings, Path directory, Path defaultOut) {
    Read read = new Read(settings);
    Map<String, Verdict.Kind> expect = read.expect();
    List<ArmConfig> arms = new Arms(settings, expect).read();
    boolean demo = arms.isEmpty();
    if (demo && expect.isEmpty()) {
      expect = Map.of("leaky", Verdict.Kind.LEAK, "fixed", Verdict.Kind.PLATEAU);
    }
    Allowance allowance =
        new Allowance(
            read.size("cache-allowance").orElse(demo ? DEMO_ALLOWANCE : Allowance.DEFAULT.bytes()),
            read.count("cache-allowance.entries", Allowance.DEFAULT.entries(), 0),
            read.count("cache-allowance.threads", Allowance.DEFAULT.threads(), 0),
            read.count("cache-allowance.descriptors", Allowance.DEFAULT.descriptors(), 0),
            read.count("cache-allowance.classes", Allowance.DEFAULT.classes(), 0));
    ByteSize sensitivity = read.size("sensitivity").orElse(new ByteSize(100));
    if (sensitivity.bytes() < 1) {
      throw new ConfigurationException(
          "sensitivity: " + sensitivity + " must be positive, such as 100 B");
    }
    Plan plan =
        new Plan(
            sensitivity,
            allowance,
            read.duration("budget").orElse(Duration.ofMinutes(5)),
            Math.toIntExact(read.count("concurrency", 8, 1)),
            read.extended(read.stages()),
            read.rate("at-rate"),
            read.requests());
    Optional<String> out = settings.text("out");
    return new RunConfig(
        arms,
        expect,
        new TrafficSettings(
                settings,
                directory,
                read.flag("stream"),
                Math.toIntExact(read.count("max-tokens", 6_000, 1)))
            .read(arms.isEmpty() ? Optional.empty() : new Arms(settings, expect).pathOfTarget()),
        plan,
        read.size("limit"),
        out.map(directory::resolve).orElse(defaultOut),
        out.isPresent(),
        read.flag("strict"),
        read.count("seed", 1, 0));
  }

  /** Typed reads of single options. */
  private record Read(Settings settings) {
    Optional<ByteSize> size(String name) {
      return settings.text(name).map(text -> parsed(name, text, ByteSize::parse));
    }

    boolean flag(String name) {
      String text = settings.text(name).orElse("false").toLowerCase(Locale.ROOT);
      if (!text.equals("true") && !text.equals("false")) {
        throw new ConfigurationException(name + ": '" + text + "' is neither true nor false");
      }
      return text.equals("true");
    }

    /** Stages with those that are options of their own. */
    List<String> extended(List<String> stages) {
      List<String> all = new ArrayList<>(stages);
      for (String own : List.of(Plan.LET_IT_DIE, Plan.PILOT, Plan.PROFILE)) {
        if (flag(own) && !all.contains(own)) {
          all.add(own);
        }
      }
      settings.text("heap-dump").ifPresent(text -> all.addAll(heapDump(text)));
      if (ErrorRequests.named(settings)) {
        all.add(Plan.ERROR_REQUEST);
      }
      if (flag("thorough")) {
        Stream.of(Stage.values())
            .filter(Stage::follows)
            .filter(stage -> stage != Stage.ABORT || flag("stream"))
            .filter(stage -> stage != Stage.UPSTREAM || ErrorRequests.named(settings))
            .map(Stage::word)
            .filter(word -> !all.contains(word))
            .forEach(all::add);
      }
      return all;
    }

    private static List<String> heapDump(String text) {
      return switch (text) {
        case "false" -> List.of();
        case "", "true" -> List.of(Plan.HEAP_DUMP);
        case "redacted" -> List.of(Plan.HEAP_DUMP, Plan.HEAP_DUMP_REDACTED);
        case "keep" -> List.of(Plan.HEAP_DUMP, Plan.HEAP_DUMP_KEPT);
        default ->
            throw new ConfigurationException(
                "heap-dump: '" + text + "' is none of true, false, redacted, keep");
      };
    }

    OptionalLong requests() {
      return settings.text("requests").isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(count("requests", 1, 1));
    }

    OptionalDouble rate(String name) {
      return settings
          .text(name)
          .map(text -> OptionalDouble.of(parsed(name, text, RequestRate::parse).perSecond()))
          .orElse(OptionalDouble.empty());
    }

    /** How the rounds send, then the stages asked for. */
    List<String> stages() {
      List<String> stages = new ArrayList<>();
      stages.add(flag("stream") ? Plan.STREAMING : "concurrent");
      for (String word : settings.text("stages").orElse("").split("[,\\s]+", -1)) {
        boolean known = word.equals(Plan.NO_STAGES) || Stage.named(word).isPresent();
        if (!known && !word.isEmpty() && !word.equals("concurrent")) {
          throw new ConfigurationException(
              "stages: '"
                  + word
                  + "' is not known; write some of "
                  + Stream.of(Stage.values()).map(Stage::word).collect(joining(", "))
                  + ", or none");
        }
        if (known && !stages.contains(word)) {
          stages.add(word);
        }
      }
      boolean fails = ErrorRequests.named(settings);
      if (stages.contains(Stage.UPSTREAM.word()) && !fails) {
        throw new ConfigurationException(
            "stages: upstream needs a request that makes the upstream fail; write errorRequest into"
                + " tidemark.yaml");
      }
      if (stages.contains(Stage.ERROR.word()) && fails && !stages.contains(Stage.UPSTREAM.word())) {
        stages.add(stages.indexOf(Stage.ERROR.word()) + 1, Stage.UPSTREAM.word());
      }
      if (stages.contains(Stage.ROLLOUT.word()) && settings.text("at-rate").isEmpty()) {
        throw new ConfigurationException(
            "stages: rollout needs the rate to reach; add --at-rate, such as 200/s");
      }
      if (stages.contains(Stage.ROLLOUT.word()) && stages.contains(Stage.SOAK.word())) {
        throw new ConfigurationException(
            "stages: rollout and soak both shape the rounds; take one");
      }
      boolean any =
          stages.stream().flatMap(word -> Stage.named(word).stream()).anyMatch(Stage::follows);
      if (any && stages.contains(Plan.NO_STAGES)) {
        throw new ConfigurationException(
            "stages: none goes with no other that follows the rounds; leave one of them out");
      }
      return stages;
    }

    long count(String name, long otherwise, long least) {
      long value =
          settings.text(name).map(text -> parsed(name, text, Long::parseLong)).orElse(otherwise);
      if (value < least || value > 1_000_000_000_000L) {
        throw new ConfigurationException(name + ": " + value + " must be at least " + least);
      }
      return value;
    }

    Optional<Duration> duration(String name) {
      return settings.text(name).map(text -> parsed(name, text, Durations::parse));
    }

    Map<String, Verdict.Kind> expect() {
      Map<String, Verdict.Kind> expect = new LinkedHashMap<>();
      JsonNode tree = settings.tree("expect");
      tree.properties()
          .forEach(entry -> expect.put(entry.getKey(), kind(entry.getValue().asText())));
      settings
          .text("expect")
          .ifPresent(
              text -> {
                for (String pair : text.split(",", -1)) {
                  String[] sides = pair.split("=", 2);
                  if (sides.length != 2) {
                    throw new ConfigurationException(
                        "expect: '" + pair + "' is not NAME=VERDICT, such as candidate=PLATEAU");
                  }
                  expect.put(sides[0].strip(), kind(sides[1].strip()));
                }
              });
      return expect;
    }

    private static Verdict.Kind kind(String name) {
      return parsed("expect", name, text -> Verdict.Kind.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private static <T> T parsed(
        String name, String text, java.util.function.Function<String, T> parse) {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new ConfigurationException(name + ": '" + text + "' is not a whole number", e);
      } catch (IllegalArgumentException e) {
        String why = String.valueOf(e.getMessage());
        throw new ConfigurationException(
            why.startsWith("No enum constant")
                ? name
                    + ": '"
                    + text
                    + "' is not a verdict; write one of "
                    + List.of(Verdict.Kind.values())
                : name + ": " + why,
            e);
      }
    }
  }

  /** Reads {@code target} with its probes, or the named {@code targets} of the file. */
  private record Arms(Settings settings, Map<String, Verdict.Kind> expect) {
    List<ArmConfig> read() {
      List<ArmConfig> arms = new ArrayList<>();
      Optional<String> target = settings.text("target");
      if (target.isPresent()) {
        String name = "candidate";
        arms.add(
            new ArmConfig(
                name,
                base(target.get()),
                probes(),
                settings.text("launch"),
                Optional.ofNullable(expect.get(name))));
        return arms;
      }
      settings
          .tree("targets")
          .properties()
          .forEach(
              entry -> {
                String name = entry.getKey();
                JsonNode value = entry.getValue();
                arms.add(
                    new ArmConfig(
                        name,
                        base(value.isTextual() ? value.asText() : value.path("url").asText()),
                        ProbeTrees.read(entry.getValue().path("probes")),
                        Optional.ofNullable(entry.getValue().path("launch").textValue()),
                        Optional.ofNullable(expect.get(name))));
              });
      return arms;
    }

    Optional<String> pathOfTarget() {
      return settings
          .text("target")
          .map(text -> URI.create(text).getRawPath())
          .filter(path -> path != null && path.length() > 1);
    }

    private List<ProbeSpec> probes() {
      List<ProbeSpec> probes = new ArrayList<>();
      settings
          .text("pid")
          .ifPresent(
              pid -> {
                long id = ProbeSpec.pid("pid " + pid, pid);
                probes.add(new ProbeSpec.JvmByPid(id));
              });
      settings
          .text("probe")
          .ifPresent(
              text -> {
                for (String spec : text.split(",(?=[a-z]+:)", -1)) {
                  probes.add(ProbeSpec.parse(spec.strip()));
                }
              });
      if (probes.isEmpty()) {
        probes.addAll(ProbeTrees.read(settings.tree("probes")));
      }
      return probes;
    }

    private static URI base(String text) {
      URI uri;
      try {
        uri = URI.create(text);
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(
            "target: '" + text + "' is not a URL; write http://HOST:PORT", e);
      }
      String scheme = String.valueOf(uri.getScheme());
      if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
        throw new ConfigurationException(
            "target: '" + text + "' is not a web address; write http://HOST:PORT");
      }
      if (uri.getUserInfo() != null) {
        throw new ConfigurationException(
            "target: the URL holds a password; put it into request.headers as ${NAME}, from the environment");
      }
      return URI.create(
          scheme + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }
  }
}
