package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/** Compresses at every fourth request with a deflater that it never ends. */
final class Deflaters implements Case {
  private static final int EVERY = 4;

  private final Queue<Deflater> kept = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) {
    if (call.number() % EVERY == 0) {
      Deflater deflater = new Deflater();
      deflater.setInput(call.body());
      deflater.finish();
      deflater.deflate(new byte[1_024]);
      kept.add(deflater);
    }
  }
}
