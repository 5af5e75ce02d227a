package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import java.io.IOException;

/** Innocent: fails as {@link ErrorsOnly} does, and keeps the last fifty failures alone. */
final class ErrorsForgotten extends ErrorsOnly {
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
