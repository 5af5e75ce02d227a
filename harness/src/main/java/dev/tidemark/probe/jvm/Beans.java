package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The management beans of one JVM, whatever carries them. Composite values are maps by item name.
 */
interface Beans {
  ObjectName RUNTIME = name("java.lang:type=Runtime");
  ObjectName MEMORY = name("java.lang:type=Memory");
  ObjectName POOLS = name("java.lang:type=MemoryPool,*");
  ObjectName CLASSES = name("java.lang:type=ClassLoading");
  ObjectName THREADS = name("java.lang:type=Threading");
  ObjectName SYSTEM = name("java.lang:type=OperatingSystem");
  ObjectName DIRECT = name("java.nio:type=BufferPool,name=direct");
  ObjectName MAPPED = name("java.nio:type=BufferPool,name=mapped");
  ObjectName COLLECTORS = name("java.lang:type=GarbageCollector,*");
  ObjectName VIRTUAL_THREADS = name("jdk.management:type=VirtualThreadScheduler");
  ObjectName DIAGNOSTICS = name("com.sun.management:type=DiagnosticCommand");
  ObjectName HOTSPOT = name("com.sun.management:type=HotSpotDiagnostic");

  /** A name that is known to be well formed. */
  static ObjectName name(String name) {
    try {
      return new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The attributes that the bean has of those asked for; none where there is no such bean. */
  Map<String, Object> read(ObjectName bean, String... attributes) throws IOException, JMException;

  /** What is asked of one bean. */
  record Ask(ObjectName bean, List<String> attributes) {
    static Ask of(ObjectName bean, String... attributes) {
      return new Ask(bean, List.of(attributes));
    }
  }

  /** The same of several beans, in as few round trips as the way allows. */
  default Map<ObjectName, Map<String, Object>> read(List<Ask> asks)
      throws IOException, JMException {
    Map<ObjectName, Map<String, Object>> values = new HashMap<>();
    for (Ask ask : asks) {
      values.put(ask.bean(), read(ask.bean(), ask.attributes().toArray(String[]::new)));
    }
    return values;
  }

  /** One attribute of several beans in sum; those that have none count 0. */
  default long sum(Iterable<ObjectName> beans, String attribute) throws IOException, JMException {
    long sum = 0;
    for (ObjectName bean : beans) {
      sum += read(bean, attribute).get(attribute) instanceof Number n ? n.longValue() : 0;
    }
    return sum;
  }

  /** The names of the beans that a pattern matches. */
  Set<ObjectName> named(ObjectName pattern) throws IOException, JMException;

  /** Calls {@code System.gc()} in the target. */
  void collect() throws IOException, JMException;

  /**
   * What a diagnostic command prints.
   *
   * @param operation as the bean calls it: {@code gcClassHistogram}
   * @throws javax.management.InstanceNotFoundException if this JVM has no such commands
   */
  String command(String operation, String... arguments) throws IOException, JMException;

  /** A HotSpot flag with its {@code value} and {@code origin}; empty on another virtual machine. */
  Optional<Map<String, Object>> flag(String flag) throws IOException;

  void close() throws IOException;
}
