package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.zip.Deflater;

/** Compresses at every request with a deflater that it ends. */
final class EndedDeflaters implements Case {
  @Override
  public void onRequest(Call call) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(call.body());
      deflater.finish();
      deflater.deflate(new byte[1_024]);
    } finally {
      deflater.end();
    }
  }
}
