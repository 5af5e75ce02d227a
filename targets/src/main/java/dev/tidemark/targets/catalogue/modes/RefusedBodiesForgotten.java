package dev.tidemark.targets.catalogue.modes;

/** Innocent: as {@link RefusedBodies}, but of the last fifty alone. */
final class RefusedBodiesForgotten extends RefusedBodies {
  private static final int LAST = 50;

  @Override
  public void onRefused(byte[] body) {
    super.onRefused(body);
    if (kept.size() > LAST) {
      kept.poll();
    }
  }
}
