package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All cells, in the order of the page. */
final class Cells {
  /** Of leaks, in units of the standard error of a slope. */
  static final List<Double> SIZES = List.of(45.0, 60.0, 80.0, 120.0, 170.0, 240.0, 340.0);

  /** Lengths of single looks. */
  static final List<Integer> LENGTHS = List.of(36, 60, 120, 180);

  private static final int ROUNDS = 60;

  /** A small leak, and one of half of what the reference rule convicts. */
  private static final List<Double> SMALL_AND_LARGE = List.of(60.0, 170.0);

  /** A small leak, and one that outgrows the allowance of a run with caches. */
  private static final List<Double> BESIDE_CACHES = List.of(60.0, 1000.0);

  private static final List<Zoo> POWER =
      List.of(Zoo.LEAK, Zoo.LEAK_CORRELATED_6, Zoo.LEAK_FAST_WARM_UP, Zoo.LEAK_STEP);

  private static final List<Zoo> ALL_LENGTHS =
      List.of(
          Zoo.FLAT,
          Zoo.FLAT_CORRELATED_6,
          Zoo.SLOW_WARM_UP,
          Zoo.LATE_CACHE,
          Zoo.STEP,
          Zoo.PERIODIC);

  private static final List<Zoo> CONVICTED =
      List.of(
          Zoo.LEAK_CORRELATED_3,
          Zoo.LEAK_CORRELATED_6,
          Zoo.LEAK_CORRELATED_8,
          Zoo.LEAK_CORRELATED_95,
          Zoo.LEAK_HEAVY_TAILED,
          Zoo.LEAK_OUTLIERS,
          Zoo.LEAK_UNEQUAL,
          Zoo.LEAK_QUANTISED,
          Zoo.LEAK_DEAD_WOOD,
          Zoo.LEAK_REGIONS,
          Zoo.LEAK_FAST_WARM_UP,
          Zoo.LEAK_SLOW_WARM_UP,
          Zoo.LEAK_CACHE_30,
          Zoo.LEAK_STEP,
          Zoo.LEAK_THREE_STEPS,
          Zoo.LEAK_PERIODIC,
          Zoo.LEAK_BURSTY_LOAD);

  private static final List<Zoo> GROWING_ROUNDS =
      List.of(
          Zoo.FLAT,
          Zoo.FLAT_CORRELATED_6,
          Zoo.SLOW_WARM_UP,
          Zoo.CACHE_FULL_AT_30,
          Zoo.STEP,
          Zoo.PERIODIC,
          Zoo.LEAK,
          Zoo.LEAK_FAST_WARM_UP,
          Zoo.LEAK_RANDOM_SIZE);

  private static final List<Zoo> COMPANY =
      List.of(
          Zoo.FLAT,
          Zoo.FLAT_CORRELATED_6,
          Zoo.FAST_WARM_UP,
          Zoo.CACHE_FULL_AT_30,
          Zoo.STEP,
          Zoo.PERIODIC,
          Zoo.FLAT_OUTLIERS);

  private final Map<String, Cell> cells = new LinkedHashMap<>();

  private Cells() {}

  static List<Cell> all() {
    Cells all = new Cells();
    for (Zoo kind : Zoo.values()) {
      all.runs(kind);
    }
    all.several();
    for (Zoo kind : Zoo.values()) {
      all.looks(kind);
    }
    for (int rounds : LENGTHS) {
      all.add(new Convicting(Zoo.LEAK, rounds));
    }
    CONVICTED.forEach(kind -> all.add(new Convicting(kind, ROUNDS)));
    all.power();
    for (Zoo kind : Zoo.values()) {
      all.add(new PeersLook(kind, 170));
    }
    return List.copyOf(all.cells.values());
  }

  private void add(Cell cell) {
    cells.putIfAbsent(cell.name(), cell);
  }

  private static boolean sized(Zoo kind) {
    return kind.leak() != Leak.NONE && !kind.leak().ownSize();
  }

  private void runs(Zoo kind) {
    boolean bare = !kind.nuisance().fills() && kind.truth() != Truth.LEAKING;
    boolean alone = kind.nuisance() == Nuisance.NONE;
    long allowance = bare || alone ? 0 : WholeRun.CACHES;
    List<Double> sizes = alone ? SMALL_AND_LARGE : BESIDE_CACHES;
    for (double size : sized(kind) ? sizes : List.of(0.0)) {
      add(WholeRun.of(kind, size, allowance));
    }
    if (kind.truth() == Truth.INNOCENT && allowance > 0) {
      add(WholeRun.of(kind, 0, 0));
    }
  }

  private void several() {
    List<Zoo> none = new ArrayList<>(COMPANY);
    none.add(0, Zoo.SLOW_WARM_UP);
    List<Zoo> one = new ArrayList<>(COMPANY);
    one.add(0, Zoo.LEAK);
    long caches = WholeRun.CACHES;
    add(new WholeRun("NONE_OF_8", List.of(none), Truth.INNOCENT, 0, caches, false));
    for (Truth watched : List.of(Truth.LEAKING, Truth.INNOCENT)) {
      add(new WholeRun("ONE_OF_8", List.of(one), watched, 1000, caches, false));
      List<List<Zoo>> arms = List.of(List.of(Zoo.LEAK), List.of(Zoo.FLAT));
      add(new WholeRun("TWO_ARMS", arms, watched, 170, 0, false));
    }
    for (Zoo kind : GROWING_ROUNDS) {
      add(
          new WholeRun(
              "GROWING_ROUNDS_" + kind, List.of(List.of(kind)), kind.truth(), 1000, caches, true));
    }
  }

  private void looks(Zoo kind) {
    for (double size : sized(kind) ? SMALL_AND_LARGE : List.of(0.0)) {
      add(new SingleLook(kind, ROUNDS, size));
    }
    if (ALL_LENGTHS.contains(kind)) {
      LENGTHS.forEach(rounds -> add(new SingleLook(kind, rounds, 0)));
    }
  }

  /** Whether a cell is one of several that differ by the size of the leak alone. */
  static boolean isOnPowerCurve(Cell cell) {
    if (cell instanceof SingleLook look) {
      return look.kind() == Zoo.LEAK || (POWER.contains(look.kind()) && look.rounds() == ROUNDS);
    }
    return cell.name().startsWith("run/LEAK/");
  }

  private void power() {
    for (double size : SIZES) {
      POWER.forEach(kind -> add(new SingleLook(kind, ROUNDS, size)));
      LENGTHS.forEach(rounds -> add(new SingleLook(Zoo.LEAK, rounds, size)));
      add(WholeRun.of(Zoo.LEAK, size, 0));
    }
  }
}
