package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/** Makes a circle of ten objects of 1 KiB a request, each of which knows the next, and drops it. */
final class Circles implements Case {
  private Link last = new Link();

  /** One of a circle. */
  static final class Link {
    final byte[] content = new byte[1_024];
    private Link next = this;

    int total() {
      return content.length + next.content.length;
    }
  }

  @Override
  public synchronized void onRequest(Call call) {
    Link first = new Link();
    for (int i = 1; i < 10; i++) {
      Link link = new Link();
      link.next = first.next;
      first.next = link;
    }
    last = first.total() > 0 ? first : last;
  }
}
