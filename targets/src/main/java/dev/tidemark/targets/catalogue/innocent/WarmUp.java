package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles each of five hundred templates when it is first asked for, some of them rarely. */
final class WarmUp implements Case {
  private static final int TEMPLATES = 500;

  private final Map<Integer, byte[]> compiled = new ConcurrentHashMap<>();
  private final SplittableRandom random = new SplittableRandom(3);

  @Override
  public synchronized void onRequest(Call call) {
    double drawn = random.nextDouble();
    compiled.computeIfAbsent((int) (TEMPLATES * drawn * drawn), key -> new byte[2_048]);
  }
}
