package dev.tidemark.targets.catalogue.library;

/** Innocent: as {@link MeterTag}, with five hundred users. */
final class MeterBounded extends MeterTag {
  @Override
  String user(long number) {
    return super.user(number % 500);
  }
}
