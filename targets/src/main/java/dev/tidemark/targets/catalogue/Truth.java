package dev.tidemark.targets.catalogue;

import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.UsageException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is true of one case.
 *
 * @param name what {@code --leak} is given
 * @param type the class of the case, within the package of the catalogue
 * @param leak whether it is one; else it only looks like one
 * @param memory what grows, or seems to
 * @param driver what makes it grow
 * @param each how much each event of the driver adds: bytes, or threads, descriptors, classes
 * @param settles after so many events of the driver an innocent case grows no more
 * @param waitSeconds without traffic until what an innocent case still holds is gone
 * @param culprit names of which one must be among the suspects: class, site or holder
 * @param grows classes whose instances or bytes grow, of which the culprit is to be told
 * @param jvm options that its JVM is started with
 * @param options for the command, where the usual ones do not show the case
 * @param traffic what drives it
 * @param story what it is, in one sentence
 */
public record Truth(
    String name,
    String type,
    boolean leak,
    Memory memory,
    Driver driver,
    double each,
    long settles,
    int waitSeconds,
    List<String> culprit,
    List<String> grows,
    List<String> jvm,
    List<String> options,
    TrafficNeeded traffic,
    String story) {

  /** A kind of memory, and how its growth is counted. */
  public enum Memory {
    HEAP,
    METASPACE,
    DIRECT,
    MAPPED,
    NATIVE,
    THREADS,
    DESCRIPTORS
  }

  /** What makes a case grow. */
  public enum Driver {
    REQUEST,
    ERROR,
    ABORT,
    SECOND,
    CONCURRENCY,
    ONSET
  }

  /**
   * The traffic that shows it.
   *
   * @param stream whether answers are asked for as streams
   * @param concurrency users at once
   * @param fromJdk the first JDK that it runs on
   * @param errorBody of requests that make what is behind the case fail, where that drives it;
   *     {@value #PROMPT} in it stands for a prompt
   * @param cycle requests over which it grows by whole pieces, where these are large
   */
  public record TrafficNeeded(
      boolean stream, int concurrency, int fromJdk, Optional<String> errorBody, int cycle) {
    public static final String PROMPT = "#{prompt}";
  }

  public Truth {
    if (name.isBlank() || story.isBlank()) {
      throw new IllegalArgumentException("a case needs a name and a story: " + type);
    }
    if (leak && (each <= 0 || culprit.isEmpty())) {
      throw new IllegalArgumentException(name + " is a leak: say how much, and the culprit");
    }
    culprit = List.copyOf(culprit);
    grows = Stream.concat(culprit.stream(), grows.stream()).toList();
    jvm = List.copyOf(jvm);
    options = List.copyOf(options);
  }

  /** The case itself, with what the command line says of it. */
  Case open(Arguments arguments) throws UsageException {
    try {
      Class<?> found = Class.forName(Truth.class.getPackageName() + "." + type);
      Constructor<?> constructor = found.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return (Case)
          (constructor.getParameterCount() == 0
              ? constructor.newInstance()
              : constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UsageException usage) {
        throw usage;
      }
      throw new IllegalStateException(type + " cannot be started", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no case", e);
    }
  }
}
