package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/** Interns a text of its own a request, which the JVM holds weakly alone. */
final class InternedTexts implements Case {
  private String last = "";

  @Override
  public synchronized void onRequest(Call call) {
    last = ("interned " + call.number() + last.length()).intern();
  }
}
