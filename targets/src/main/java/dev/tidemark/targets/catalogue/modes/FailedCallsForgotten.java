package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import java.io.IOException;

/** Innocent: as {@link FailedCalls}, but of the last fifty calls that failed alone. */
final class FailedCallsForgotten extends FailedCalls {
  private static final int LAST = 50;

  @Override
  public void onRequest(Call call) throws IOException {
    try {
      super.onRequest(call);
    } finally {
      if (kept.size() > LAST) {
        kept.poll();
      }
    }
  }
}
