package dev.tidemark.traffic;

import java.util.Map;

/** One request as it is to be sent, secrets included: never to be logged. */
public final class Outgoing {
  private final String route;
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean stream;

  /**
   * A request.
   *
   * @param route the name under which it is counted
   * @param path with its query
   * @param body not changed any more; empty where none is sent
   * @param stream whether the answer is asked for as a stream of events
   */
  public Outgoing(
      String route,
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      boolean stream) {
    this.route = route;
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
    this.stream = stream;
  }

  public String route() {
    return route;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public boolean hasBody() {
    return body.length > 0;
  }

  /** The bytes themselves, not a copy: nobody may change them. */
  public byte[] body() {
    return body;
  }

  public boolean stream() {
    return stream;
  }

  @Override
  public String toString() {
    return method + " " + path + ", " + body.length + " bytes";
  }
}
