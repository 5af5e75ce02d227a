package dev.tidemark.targets.catalogue.offheap;

/** Something that is loaded again and again. */
final class Plugin {
  static String name() {
    return "plugin";
  }

  private Plugin() {}
}
