package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.net.ssl.SSLException;

/** A JVM behind a JMX port. */
final class UrlTarget implements JvmTarget {
  private static final Pattern FORM =
      Pattern.compile("service:jmx:rmi://[^/]*/(jndi/rmi://[^/]+/\\S+|stub/\\S+)");

  private final String url;
  private final RemoteAccess access;
  private final RemotePort port;

  /**
   * @throws IllegalArgumentException if it is no JMX address over RMI
   */
  UrlTarget(String url, RemoteAccess access) {
    if (!FORM.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "'" + url + "' is no JMX address; write service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi");
    }
    this.url = url;
    this.access = access;
    this.port = new RemotePort(url, access.witness(), "its JMX port was closed");
  }

  @Override
  public JvmSession open() throws IOException, JMException, JvmUnavailable {
    try {
      Trust.forRmi(access.trustStore());
      JvmSession session = BeanSession.over(RmiLink.open(url, access.credentials()), "JMX");
      port.answered();
      return session;
    } catch (SecurityException e) {
      throw JvmUnavailable.because(
          access.credentials().isPresent()
              ? describe() + " refused the user; check its name and password: " + Causes.words(e)
              : describe()
                  + " asks for a user: set TIDEMARK_JMX_USER and TIDEMARK_JMX_PASSWORD, or name a"
                  + " credentials file");
    } catch (IOException e) {
      if (Causes.include(e, SSLException.class)) {
        throw JvmUnavailable.because(
            describe()
                + " speaks TLS, and its certificate is not trusted here: give a trustStore ("
                + Causes.words(e)
                + ")");
      }
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
    return url;
  }
}
