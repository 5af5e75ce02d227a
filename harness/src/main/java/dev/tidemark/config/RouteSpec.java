package dev.tidemark.config;

/**
 * One of the routes that share the traffic of a run.
 *
 * @param name in the ledger and in reports: the path, where nothing else was said
 * @param weight its share of the requests, beside the weights of the others
 */
public record RouteSpec(String name, double weight, RequestSpec request) {
  public RouteSpec {
    if (name.isBlank()) {
      throw new ConfigurationException("requests: a name is blank; leave it out or write one");
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new ConfigurationException(
          "requests: " + name + ": weight " + weight + " must be above 0, such as 1");
    }
  }
}
