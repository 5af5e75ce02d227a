package dev.tidemark.recording;

/** Why a collection was made. */
final class GcCause {
  private static final String[] FORCED = {
    "(System.gc())",
    "(System)",
    "(Diagnostic Command)",
    "(Heap Inspection Initiated GC)",
    "(Heap Dump Initiated GC)",
    "(JvmtiEnv ForceGarbageCollection)",
    "(WhiteBox Initiated Full GC)"
  };

  private GcCause() {}

  /** Whether somebody asked for the collection, as a text that names the cause in brackets says. */
  static boolean isForced(String text) {
    for (String cause : FORCED) {
      if (text.contains(cause)) {
        return true;
      }
    }
    return false;
  }
}
