package dev.tidemark.probe.jvm;

import java.io.ObjectInputFilter;

/**
 * The filter on what a JMX port may make this process deserialise: the classes of JMX answers, no
 * others. It is installed once, for the whole process, and judges only threads that read a JVM: a
 * port that is not what it says cannot run code here.
 */
final class TrustedAnswers {
  private static final String CLASSES =
      "maxdepth=32;maxrefs=1000000;maxbytes=268435456;"
          + "java.lang.*;java.math.*;java.util.*;java.rmi.**;java.net.*;java.security.*;"
          + "javax.management.**;javax.rmi.ssl.*;javax.net.ssl.*;javax.security.auth.**;"
          + "sun.rmi.**;com.sun.jmx.**;com.sun.management.**;sun.management.**;"
          + "com.sun.proxy.*;jdk.proxy*.*;!*";

  private static final ThreadLocal<Boolean> WATCHED = ThreadLocal.withInitial(() -> false);
  private static final ObjectInputFilter ALLOWED = ObjectInputFilter.Config.createFilter(CLASSES);

  private TrustedAnswers() {}

  /** From now on this thread deserialises nothing but JMX answers. */
  static void watchThisThread() {
    WATCHED.set(true);
    install();
  }

  private static synchronized void install() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(
          info -> WATCHED.get() ? ALLOWED.checkInput(info) : ObjectInputFilter.Status.UNDECIDED);
    }
  }
}
