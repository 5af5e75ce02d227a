package dev.tidemark.targets.program;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;

/** The tie to the process that started this one: its end is seen as the end of standard input. */
final class ParentLink {
  private ParentLink() {}

  /** Starts a daemon thread that ends this JVM when standard input ends. */
  static void exitWhenInputEnds() {
    Thread watch = new Thread(ParentLink::waitForParent, "tidemark-parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void waitForParent() {
    try {
      drain(System.in);
    } finally {
      exit();
    }
  }

  private static void drain(InputStream input) {
    byte[] ignored = new byte[64];
    try {
      while (input.read(ignored) >= 0) {
        // the parent is alive
      }
    } catch (IOException e) {
      // an unreadable input means the same as its end
    }
  }

  private static void exit() {
    try {
      System.exit(0);
    } finally {
      // reached when a full heap keeps the orderly way from working
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Ignores SIGINT, which a terminal sends to the whole process group, so that the starter decides
   * about the end. Reflection, because javac warns about {@code sun.misc} in a way that no
   * annotation silences. Where the JVM refuses (as under {@code -Xrs}) the signal keeps its effect.
   */
  static void ignoreInterrupts() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(
          null,
          signal.getConstructor(String.class).newInstance("INT"),
          handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      System.err.println("SIGINT keeps its effect: " + e);
    }
  }
}
