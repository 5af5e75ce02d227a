package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JVM behind a JMX port. */
final class UrlTarget implements JmxTarget {
  private static final Pattern FORM =
      Pattern.compile("service:jmx:rmi://[^/]*/(jndi/rmi://[^/]+/\\S+|stub/\\S+)");

  private final String url;
  private final Optional<Credentials> credentials;
  private boolean answered;
  private volatile boolean refuses;

  /**
   * @throws IllegalArgumentException if it is no JMX address over RMI
   */
  UrlTarget(String url, Optional<Credentials> credentials) {
    if (!FORM.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "'" + url + "' is no JMX address; write service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi");
    }
    this.url = url;
    this.credentials = credentials;
  }

  @Override
  public Link open() throws IOException, JvmUnavailable {
    try {
      Link link = RemoteLink.open(url, credentials);
      answered = true;
      refuses = false;
      return link;
    } catch (SecurityException e) {
      throw JvmUnavailable.because(
          describe() + " refused the user; check its name and password: " + Causes.words(e));
    } catch (IOException e) {
      if (!Causes.refused(e)) {
        throw e;
      }
      refuses = answered;
      throw new JvmUnavailable("nothing listens at " + url, refuses);
    }
  }

  /** A port that answered before and now refuses connections has lost its process. */
  @Override
  public boolean gone() {
    return refuses;
  }

  @Override
  public String describe() {
    return url;
  }
}
