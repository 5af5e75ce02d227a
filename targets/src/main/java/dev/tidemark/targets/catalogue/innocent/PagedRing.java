package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** No leak: 220 bytes a request go to pages of a megabyte, of which the last four are kept. */
final class PagedRing implements Case {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int PAGES = 4;
  private static final String ENTRY = "%0220d";

  private final Deque<byte[]> pages = new ArrayDeque<>();
  private int used = PAGE_BYTES;

  @Override
  public synchronized void onRequest(Call call) {
    byte[] entry = ENTRY.formatted(call.number()).getBytes(StandardCharsets.US_ASCII);
    if (used + entry.length > PAGE_BYTES) {
      byte[] next = pages.size() < PAGES ? new byte[PAGE_BYTES] : pages.removeFirst();
      pages.addLast(next);
      used = 0;
    }
    System.arraycopy(entry, 0, pages.getLast(), used, entry.length);
    used += entry.length;
  }
}
