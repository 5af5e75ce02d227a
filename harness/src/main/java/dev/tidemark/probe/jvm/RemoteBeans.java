package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Management beans behind an MBean server, read in one round trip each. */
record RemoteBeans(MBeanServerConnection connection, Closing closing) implements Beans {
  /** What ends the connection. */
  @FunctionalInterface
  interface Closing {
    void close() throws IOException;
  }

  @Override
  public Map<String, Object> read(ObjectName bean, String... attributes)
      throws IOException, JMException {
    Map<String, Object> values = new HashMap<>();
    try {
      for (Attribute attribute : connection.getAttributes(bean, attributes).asList()) {
        Object value = attribute.getValue();
        if (value != null) {
          values.put(
              attribute.getName(), value instanceof CompositeData data ? items(data) : value);
        }
      }
    } catch (InstanceNotFoundException e) {
      return Map.of();
    }
    return values;
  }

  private static Map<String, Object> items(CompositeData data) {
    Map<String, Object> items = new HashMap<>();
    for (String key : data.getCompositeType().keySet()) {
      Object value = data.get(key);
      if (value != null) {
        items.put(key, value);
      }
    }
    return items;
  }

  @Override
  public Set<ObjectName> named(ObjectName pattern) throws IOException {
    return new TreeSet<>(connection.queryNames(pattern, null));
  }

  @Override
  public void collect() throws IOException, JMException {
    connection.invoke(MEMORY, "gc", new Object[0], new String[0]);
  }

  @Override
  public String command(String operation, String... arguments) throws IOException, JMException {
    return String.valueOf(
        connection.invoke(
            DIAGNOSTICS,
            operation,
            new Object[] {arguments},
            new String[] {String[].class.getName()}));
  }

  @Override
  public Optional<Map<String, Object>> flag(String flag) throws IOException {
    try {
      Object option =
          connection.invoke(
              HOTSPOT, "getVMOption", new Object[] {flag}, new String[] {String.class.getName()});
      return option instanceof CompositeData data ? Optional.of(items(data)) : Optional.empty();
    } catch (JMException | RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
