package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Management beans, read in one round trip each. */
record Beans(MBeanServerConnection connection) {
  static final ObjectName RUNTIME = name("java.lang:type=Runtime");
  static final ObjectName MEMORY = name("java.lang:type=Memory");
  static final ObjectName METASPACE = name("java.lang:type=MemoryPool,name=Metaspace");
  static final ObjectName CLASSES = name("java.lang:type=ClassLoading");
  static final ObjectName THREADS = name("java.lang:type=Threading");
  static final ObjectName SYSTEM = name("java.lang:type=OperatingSystem");
  static final ObjectName DIRECT = name("java.nio:type=BufferPool,name=direct");
  static final ObjectName COLLECTORS = name("java.lang:type=GarbageCollector,*");
  static final ObjectName DIAGNOSTICS = name("com.sun.management:type=DiagnosticCommand");
  static final ObjectName HOTSPOT = name("com.sun.management:type=HotSpotDiagnostic");

  private static ObjectName name(String name) {
    try {
      return new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The attributes that the bean has of those asked for; none where there is no such bean. */
  Map<String, Object> read(ObjectName bean, String... attributes) throws IOException, JMException {
    Map<String, Object> values = new HashMap<>();
    try {
      for (Attribute attribute : connection.getAttributes(bean, attributes).asList()) {
        Object value = attribute.getValue();
        if (value != null) {
          values.put(attribute.getName(), value);
        }
      }
    } catch (InstanceNotFoundException e) {
      return Map.of();
    }
    return values;
  }

  /** One number, or the {@code used} part of a memory usage. */
  OptionalDouble number(ObjectName bean, String attribute) throws IOException, JMException {
    Object value = read(bean, attribute).get(attribute);
    if (value instanceof CompositeData usage) {
      value = usage.get("used");
    }
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** A HotSpot flag; empty on another virtual machine. */
  Optional<CompositeData> flag(String flag) throws IOException {
    try {
      Object option =
          connection.invoke(
              HOTSPOT, "getVMOption", new Object[] {flag}, new String[] {"java.lang.String"});
      return option instanceof CompositeData data ? Optional.of(data) : Optional.empty();
    } catch (JMException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
