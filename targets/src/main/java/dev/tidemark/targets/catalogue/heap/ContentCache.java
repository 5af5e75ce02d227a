package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one answer of 1 KiB for every different request body, and the body as its key, without a
 * bound.
 */
final class ContentCache implements Case {
  /** With its 16 bytes of header an array is 1 KiB. */
  private static final int ENTRY_BYTES = 1_024 - 16;

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

  @Override
  public void onRequest(Call call) {
    answers.computeIfAbsent(call.text(), content -> new byte[ENTRY_BYTES]);
  }
}
