package dev.tidemark.probe.jvm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/** Management beans behind a Jolokia agent: JSON over HTTP. */
record JolokiaBeans(JolokiaClient client) implements Beans {
  private static final TypeReference<TreeMap<String, Object>> ITEMS = new TypeReference<>() {};

  @Override
  public Map<String, Object> read(ObjectName bean, String... attributes)
      throws IOException, JMException {
    return attributes(client.send(reading(Ask.of(bean, attributes))));
  }

  /** All in one round trip. */
  @Override
  public Map<ObjectName, Map<String, Object>> read(List<Ask> asks) throws IOException, JMException {
    ArrayNode requests = JolokiaClient.JSON.createArrayNode();
    asks.forEach(ask -> requests.add(reading(ask)));
    JsonNode answers = client.send(requests);
    if (answers.size() != asks.size()) {
      value(answers);
      throw new IOException("Jolokia answered " + answers.size() + " of " + asks.size());
    }
    Map<ObjectName, Map<String, Object>> values = new HashMap<>();
    for (int i = 0; i < asks.size(); i++) {
      values.put(asks.get(i).bean(), attributes(answers.path(i)));
    }
    return values;
  }

  private static ObjectNode reading(Ask ask) {
    ObjectNode request = request("read", ask.bean());
    ArrayNode names = request.putArray("attribute");
    ask.attributes().forEach(names::add);
    request.putObject("config").put("ignoreErrors", true);
    return request;
  }

  private static Map<String, Object> attributes(JsonNode answer) throws JMException {
    if (answer.path("error_type").asText().contains("InstanceNotFound")) {
      return Map.of();
    }
    Map<String, Object> values = items(value(answer));
    values.values().removeIf(value -> value instanceof String text && text.startsWith("ERROR:"));
    return values;
  }

  @Override
  public Set<ObjectName> named(ObjectName pattern) throws IOException, JMException {
    Set<ObjectName> names = new TreeSet<>();
    for (JsonNode name : value(client.send(request("search", pattern)))) {
      names.add(new ObjectName(name.asText()));
    }
    return names;
  }

  @Override
  public void collect() throws IOException, JMException {
    value(client.send(execution(MEMORY, "gc")));
  }

  @Override
  public String command(String operation, String... arguments) throws IOException, JMException {
    ObjectNode request = execution(DIAGNOSTICS, operation);
    ArrayNode list = request.withArray("arguments").addArray();
    for (String argument : arguments) {
      list.add(argument);
    }
    return value(client.send(request)).asText();
  }

  @Override
  public Optional<Map<String, Object>> flag(String flag) throws IOException {
    ObjectNode request = execution(HOTSPOT, "getVMOption");
    request.withArray("arguments").add(flag);
    try {
      return Optional.of(items(value(client.send(request))));
    } catch (JMException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode request(String type, ObjectName bean) {
    ObjectNode request = JolokiaClient.JSON.createObjectNode();
    return request.put("type", type).put("mbean", bean.getCanonicalName());
  }

  private static ObjectNode execution(ObjectName bean, String operation) {
    ObjectNode request = request("exec", bean).put("operation", operation);
    request.putArray("arguments");
    return request;
  }

  private static JsonNode value(JsonNode answer) throws JMException {
    int status = answer.path("status").asInt();
    if (status == 403) {
      throw new SecurityException(answer.path("error").asText("forbidden by its policy"));
    }
    if (status != 200) {
      String error = answer.path("error").asText("status " + status);
      throw answer.path("error_type").asText().contains("InstanceNotFound")
          ? new InstanceNotFoundException(error)
          : new JMException(error);
    }
    return answer.path("value");
  }

  private static Map<String, Object> items(JsonNode node) {
    Map<String, Object> items =
        node.isObject() ? JolokiaClient.JSON.convertValue(node, ITEMS) : new TreeMap<>();
    items.values().removeIf(java.util.Objects::isNull);
    return items;
  }

  @Override
  public void close() {
    client.close();
  }
}
