package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.net.URI;
import javax.management.JMException;

/** A JVM behind a Jolokia agent. */
final class JolokiaTarget implements JvmTarget {
  private final URI url;
  private final RemoteAccess access;
  private boolean answered;
  private volatile boolean refuses;

  /**
   * @throws IllegalArgumentException if it is no web address
   */
  JolokiaTarget(URI url, RemoteAccess access) {
    String scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "'"
              + url.getScheme()
              + ":…' is no address of a Jolokia agent; write http://HOST:8778/jolokia, with user and"
              + " password in the environment");
    }
    this.url = url;
    this.access = access;
  }

  @Override
  public JvmSession open() throws IOException, JMException, JvmUnavailable {
    JolokiaClient client = JolokiaClient.open(url, access);
    try {
      JvmSession session = BeanSession.over(new JolokiaBeans(client), "Jolokia");
      answered = true;
      refuses = false;
      return session;
    } catch (IOException e) {
      client.close();
      if (!Causes.refused(e)) {
        throw e;
      }
      if (answered && access.witness().seesTarget()) {
        throw JvmUnavailable.because(
            "nothing listens at "
                + url
                + " any more, while the target still answers: its Jolokia"
                + " agent was stopped");
      }
      refuses = answered;
      throw new JvmUnavailable("nothing listens at " + url, refuses);
    }
  }

  @Override
  public boolean gone() {
    return refuses;
  }

  @Override
  public String describe() {
    return url.toString();
  }
}
