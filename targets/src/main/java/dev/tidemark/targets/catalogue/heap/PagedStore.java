package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends 220 bytes a request to a store in memory, which takes pages of a megabyte and lets none
 * of them go: nothing grows for thousands of requests, then a page does.
 */
final class PagedStore implements Case {
  private static final int PAGE_BYTES = 1 << 20;
  private static final String ENTRY = "%0220d";

  private final List<byte[]> pages = new ArrayList<>();
  private int used = PAGE_BYTES;

  @Override
  public synchronized void onRequest(Call call) {
    byte[] entry = ENTRY.formatted(call.number()).getBytes(StandardCharsets.US_ASCII);
    if (used + entry.length > PAGE_BYTES) {
      pages.add(new byte[PAGE_BYTES]);
      used = 0;
    }
    System.arraycopy(entry, 0, pages.get(pages.size() - 1), used, entry.length);
    used += entry.length;
  }
}
