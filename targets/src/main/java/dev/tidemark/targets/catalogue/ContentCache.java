package dev.tidemark.targets.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one answer of 1 KiB for every different request body, and the body as its key, without a
 * bound.
 */
final class ContentCache implements Leak {
  /** With its 16 bytes of header an array is 1 KiB. */
  private static final int ENTRY_BYTES = 1_024 - 16;

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

  @Override
  public void onRequest(byte[] body) {
    answers.computeIfAbsent(
        new String(body, StandardCharsets.UTF_8), content -> new byte[ENTRY_BYTES]);
  }
}
