package dev.tidemark.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was asked of a run.
 *
 * @param sensitivity the growth per request that must not be missed
 * @param budget the longest time that rounds may take, from the first gate on
 * @param concurrency users per arm
 * @param stages by name: how the rounds send, then the stages that were asked to follow them; where
 *     none was, those follow that may settle an open verdict, unless {@link #NO_STAGES} stands here
 * @param atRate requests per second at which times are told, and at which stages that send at a
 *     rate send; absent means the measured rate
 * @param requests the most requests that may be sent to each target; absent means no bound
 */
public record Plan(
    ByteSize sensitivity,
    Allowance allowance,
    Duration budget,
    int concurrency,
    List<String> stages,
    OptionalDouble atRate,
    OptionalLong requests) {
  /** How rounds send whose answers are streams. */
  public static final String STREAMING = "streaming";

  /** There is a request that makes what is behind the target fail. */
  public static final String ERROR_REQUEST = "error-request";

  /** Said instead of a stage: none is to follow the rounds. */
  public static final String NO_STAGES = "none";

  /** The stage in which a target that leaks is driven on until it dies. */
  public static final String LET_IT_DIE = "let-it-die";

  /** Asked for: a heap dump of a target that grows tells who holds it, and is deleted. */
  public static final String HEAP_DUMP = "heap-dump";

  /** Asked for: the same, and the dump is kept without contents of strings and arrays. */
  public static final String HEAP_DUMP_REDACTED = "heap-dump-redacted";

  /** Asked for: the same, and the whole dump is kept. */
  public static final String HEAP_DUMP_KEPT = "heap-dump-kept";

  /**
   * Said beside the stages: what is sent is up to a simulation of somebody's own, so that no stage
   * can choose it.
   */
  public static final String OWN_REQUESTS = "own-requests";

  /** Asked for: async-profiler tells what a target that grows takes and keeps. */
  public static final String PROFILE = "profile";

  /** The stage that ends a run after its small rounds: they tell noise, rate and cost. */
  public static final String PILOT = "pilot";

  public Plan {
    stages = List.copyOf(stages);
    if (sensitivity.bytes() <= 0) {
      throw new IllegalArgumentException(
          "sensitivity " + sensitivity + " must be positive, such as 100 B");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + " must be at least 1");
    }
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("budget " + budget + " must be positive, such as 5m");
    }
    if (requests.isPresent() && requests.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "requests " + requests.getAsLong() + " must be at least 1, such as 10000");
    }
    if (atRate.isPresent() && !(atRate.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "rate " + atRate.getAsDouble() + " must be positive, such as 200/s");
    }
  }

  /** A plan without a bound on requests. */
  public Plan(
      ByteSize sensitivity,
      Allowance allowance,
      Duration budget,
      int concurrency,
      List<String> stages,
      OptionalDouble atRate) {
    this(sensitivity, allowance, budget, concurrency, stages, atRate, OptionalLong.empty());
  }

  /** A plan whose times are told at the measured rate. */
  public Plan(
      ByteSize sensitivity,
      Allowance allowance,
      Duration budget,
      int concurrency,
      List<String> stages) {
    this(sensitivity, allowance, budget, concurrency, stages, OptionalDouble.empty());
  }

  /** The stages that were asked for. */
  public List<Stage> asked() {
    return stages.stream().map(Stage::named).flatMap(Optional::stream).toList();
  }

  /**
   * The stages that judge requests which end in a way of their own: those asked for, or those that
   * follow without being asked.
   */
  public List<Stage> modes() {
    if (has(NO_STAGES) || has(OWN_REQUESTS)) {
      return List.of();
    }
    List<Stage> asked = asked().stream().filter(Stage::follows).toList();
    if (!asked.isEmpty()) {
      return asked.stream().filter(Stage::isMode).toList();
    }
    List<Stage> modes = new ArrayList<>();
    if (has(STREAMING)) {
      modes.add(Stage.ABORT);
    }
    modes.add(Stage.ERROR);
    if (has(ERROR_REQUEST)) {
      modes.add(Stage.UPSTREAM);
    }
    return List.copyOf(modes);
  }

  /** The same where a simulation of somebody's own sends, without the stages that choose what. */
  public Plan withOwnRequests() {
    List<String> left = new ArrayList<>(List.of(OWN_REQUESTS));
    stages.stream()
        .filter(word -> !word.equals(STREAMING))
        .filter(word -> Stage.named(word).filter(Stage::choosesRequests).isEmpty())
        .forEach(left::add);
    return new Plan(sensitivity, allowance, budget, concurrency, left, atRate, requests);
  }

  /** Whether a stage of this name was asked for. */
  public boolean has(String stage) {
    return stages.contains(stage);
  }
}
