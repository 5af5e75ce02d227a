package dev.tidemark.targets.catalogue.innocent;

/** No leak: what a session holds is dropped, but later than a run of rounds may last. */
final class LongSessions extends SessionExpiry {
  @Override
  int lifeSeconds() {
    return 20;
  }
}
