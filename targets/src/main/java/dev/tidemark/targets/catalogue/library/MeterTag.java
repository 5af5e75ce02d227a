package dev.tidemark.targets.catalogue.library;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Counts requests with a Micrometer counter whose tag is the user, and every user is new. */
class MeterTag implements Case {
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Override
  public void onRequest(Call call) {
    registry.counter("chats", "user", user(call.number())).increment();
  }

  String user(long number) {
    return "user-" + number;
  }
}
