package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps a document of 400 KB of one request in a thousand: any one of them. */
final class RareDocuments implements Case {
  private static final int ONE_OF = 1_000;
  private static final int BYTES = 400_000;

  private final Queue<Document> kept = new ConcurrentLinkedQueue<>();

  /** One of them. */
  static final class Document {
    final byte[] content = new byte[BYTES];
  }

  @Override
  public void onRequest(Call call) {
    SplittableRandom ofThousand = new SplittableRandom(call.number() / ONE_OF);
    if (call.number() % ONE_OF == ofThousand.nextInt(ONE_OF)) {
      kept.add(new Document());
    }
  }
}
