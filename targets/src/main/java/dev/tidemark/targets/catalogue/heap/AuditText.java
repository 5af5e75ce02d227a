package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One text that grows by 64 characters a request, in steps of 16 KiB. */
final class AuditText implements Case {
  private static final int STEP = 16 * 1_024;

  private byte[] text = new byte[STEP];
  private int used;

  @Override
  public synchronized void onRequest(Call call) {
    byte[] line = "request %055d%n".formatted(call.number()).getBytes(StandardCharsets.US_ASCII);
    if (used + line.length > text.length) {
      text = Arrays.copyOf(text, text.length + STEP);
    }
    System.arraycopy(line, 0, text, used, line.length);
    used += line.length;
  }
}
