package dev.tidemark.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/** What to do about memory that gathers, by how it is held. */
public final class Advice {
  /** So many of the rules look at all classes on the way as well. */
  private static final int OF_PATHS = 4;

  /** Of an object that is not one of many. */
  public static final String GROWS_ALONE =
      "one object grows alone: bound it, or begin a new one for each request";

  private static final Rule[] RULES = {
    new Rule(
        "ThreadLocal",
        "a ThreadLocal keeps its value as long as the thread lives, and a pool's threads live on:"
            + " call remove() in a finally block when the request ends"),
    new Rule(
        "DeleteOnExitHook",
        "File.deleteOnExit keeps every name until the JVM ends: delete the file when the request"
            + " ends"),
    new Rule(
        "ApplicationShutdownHooks",
        "a shutdown hook is kept until the JVM ends: register one, once, or remove it with"
            + " removeShutdownHook"),
    new Rule(
        "ScheduledFutureTask|DelayedWorkQueue|TimerTask|TaskQueue",
        "tasks wait in a scheduler: cancel them, call setRemoveOnCancelPolicy(true), and do not"
            + " make a scheduler for each request"),
    new Rule(
        "ClassLoader|java\\.lang\\.Class\\b|Metaspace",
        "a class loader is kept, and all classes with it: end its threads, deregister its drivers"
            + " and listeners, and do not generate classes for each request"),
    new Rule(
        "Listener|Observer|Subscriber|Subscription|Callback|Hook|Handler\\b",
        "it is registered and never removed: remove it when what registered it ends, or hold it"
            + " weakly"),
    new Rule(
        "PoolSubpage|PoolChunk|PoolArena|Pooled\\w*ByteBuf",
        "a buffer of a pool is not given back: release it in a finally block, on the error path too;"
            + " -Dio.netty.leakDetection.level=paranoid logs where one was used last"),
    new Rule(
        "DirectByteBuffer|Deflater|Inflater|Cleaner|MappedByteBuffer|Unsafe",
        "it owns native memory: end or close it when the request ends, in a finally block"),
    new Rule(
        "InputStream|OutputStream|Channel\\b|Channel(Impl)|Socket|FileDescriptor|RandomAccessFile|"
            + "Connection|ResultSet|Statement\\b|Selector",
        "it is opened and not closed: close it in try-with-resources, on the error path too"),
    new Rule(
        "\\bThread\\b|Thread$|ThreadPoolExecutor|ForkJoinPool|Timer\\b",
        "threads are started and never stopped: share one executor, or shut it down when the"
            + " request ends"),
    new Rule("StringBuilder|StringBuffer|ByteArrayOutputStream|BitSet", GROWS_ALONE),
    new Rule(
        "WeakHashMap",
        "its values refer to their keys, so that no entry is ever let go: hold the values weakly"
            + " too"),
    new Rule(
        "Map\\b|Map\\$|Hashtable|Properties|Cache\\b",
        "a map without a bound: limit its size (least recently used goes first) or its age, or"
            + " remove the entry when the request ends; its keys need equals and hashCode"),
    new Rule(
        "Queue|Deque",
        "a queue that is filled faster than emptied, or never emptied: bound it, and refuse what"
            + " does not fit"),
    new Rule(
        "List\\b|Vector|Stack\\b|Set\\b|Collection",
        "a collection without a bound: keep the last so many, or drop each element when its"
            + " request ends"),
  };

  private static final String OTHERWISE =
      "find what adds to it: bound it, or drop what was added when the request ends";

  private static final String OF_A_CLASS =
      "find who keeps it: bound it, or drop it when the request ends";

  private Advice() {}

  /** A pattern in the names of classes and fields, and what to do about it. */
  private record Rule(Pattern names, String words) {
    Rule(String names, String words) {
      this(Pattern.compile(names), words);
    }
  }

  /** What to do about a class that gathers, by its name in source code. */
  public static String forClass(String name) {
    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    for (Rule rule : RULES) {
      if (rule.names().matcher(simple).find() || rule.names().matcher(name).matches()) {
        return rule.words();
      }
    }
    return OF_A_CLASS;
  }

  /**
   * What to do about a holder.
   *
   * @param field that holds
   * @param container the class of what it refers to
   * @param content the class of which most gathers
   * @param path classes on the way to it
   */
  public static String forHolder(
      String field, String container, String content, List<String> path) {
    String names = field + " " + container + " " + content;
    String all = names + " " + String.join(" ", path);
    for (int i = 0; i < RULES.length; i++) {
      if (RULES[i].names().matcher(i < OF_PATHS ? all : names).find()) {
        return RULES[i].words();
      }
    }
    return OTHERWISE;
  }
}
