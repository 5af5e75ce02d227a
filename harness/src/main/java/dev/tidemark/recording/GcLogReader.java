package dev.tidemark.recording;

final class GcLogReader {
  private GcLogReader() {}

  static boolean isOne(String text) {
    return text.contains("GC(");
  }
}
