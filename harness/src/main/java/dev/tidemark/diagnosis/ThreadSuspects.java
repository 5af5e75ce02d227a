package dev.tidemark.diagnosis;

import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.management.MBeanServerConnection;

/** Which threads of a JVM gather: those whose names are alike, and what one of them does. */
public final class ThreadSuspects {
  private static final int DEPTH = 64;

  /** In the names of classes that the JVM makes for lambda expressions. */
  private static final String LAMBDA = "$$Lambda";

  private ThreadSuspects() {}

  /**
   * The largest group of threads.
   *
   * @param beans of the JVM
   * @param gained threads more than before
   * @param perRequest threads gained with every request; 0 where others than requests drive it
   * @throws IOException if the JVM does not answer
   */
  public static Optional<Suspect> of(MBeanServerConnection beans, double gained, double perRequest)
      throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    try {
      List<ThreadInfo> alive =
          Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
              .filter(Objects::nonNull)
              .toList();
      return Alike.largest(alive, thread -> Alike.numberless(thread.getThreadName()), gained)
          .map(group -> suspect(group, perRequest, place(threads, group.members())));
    } catch (UndeclaredThrowableException e) { // how a proxy tells of a connection that is lost
      throw new IOException("the threads could not be listed: " + e.getCause(), e);
    }
  }

  private static Suspect suspect(
      Alike<ThreadInfo> group, double perRequest, Optional<String> place) {
    String evidence =
        String.format(Locale.ROOT, "%,d threads are alive with this name", group.members().size());
    return new Suspect(
        "thread",
        "java.lang.Thread \"" + group.name() + "\"" + place.map(at -> " in " + at).orElse(""),
        perRequest,
        0,
        false,
        evidence,
        Advice.forClass("java.lang.Thread"));
  }

  /** The outermost method of the application that one of them is in; none in an idle pool. */
  private static Optional<String> place(ThreadMXBean threads, List<ThreadInfo> group) {
    ThreadInfo last = group.get(group.size() - 1);
    ThreadInfo whole = threads.getThreadInfo(last.getThreadId(), DEPTH);
    if (whole == null) {
      return Optional.empty();
    }
    return Arrays.stream(whole.getStackTrace())
        .map(at -> new Site.Frame(at.getClassName(), at.getMethodName(), at.getLineNumber()))
        .filter(frame -> ClassNames.ofApplication(frame.type()) && !frame.type().contains(LAMBDA))
        .reduce((inner, outer) -> outer)
        .map(Site.Frame::words);
  }
}
