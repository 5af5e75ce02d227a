package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.net.URI;
import javax.management.JMException;

/** A JVM behind a Jolokia agent. */
final class JolokiaTarget implements JvmTarget {
  private final URI url;
  private final RemoteAccess access;
  private final RemotePort port;

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
    this.port = new RemotePort(url.toString(), access.witness(), "its Jolokia agent was stopped");
  }

  @Override
  public JvmSession open() throws IOException, JMException, JvmUnavailable {
    JolokiaClient client = JolokiaClient.open(url, access);
    try {
      JvmSession session = BeanSession.over(new JolokiaBeans(client), "Jolokia");
      port.answered();
      return session;
    } catch (IOException e) {
      client.close();
      if (!Causes.refused(e)) {
        throw e;
      }
      throw port.refused();
    }
  }

  @Override
  public boolean gone() {
    return port.lostItsProcess();
  }

  @Override
  public String describe() {
    return url.toString();
  }
}
