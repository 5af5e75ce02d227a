package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Remembers the summary of each document in a map that holds its keys weakly. The summary refers to
 * its document, so that no entry is ever let go.
 */
final class WeakMemo implements Case {
  private final Map<Document, Summary> memo = new WeakHashMap<>();

  /** What was asked about. */
  static final class Document {
    final byte[] page = new byte[184];
  }

  /** What is remembered of it. */
  static final class Summary {
    private final Document of;

    Summary(Document of) {
      this.of = of;
    }

    int words() {
      return of.page.length / 6;
    }
  }

  @Override
  public synchronized void onRequest(Call call) {
    Document asked = new Document();
    if (memo.computeIfAbsent(asked, Summary::new).words() == 0) {
      throw new IllegalStateException("the document is empty");
    }
  }
}
