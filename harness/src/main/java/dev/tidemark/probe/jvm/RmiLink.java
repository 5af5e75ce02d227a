package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** Opens JMX connections over RMI, with TLS where the port wants it. */
final class RmiLink {
  private RmiLink() {}

  static Beans open(String url, Optional<Credentials> credentials) throws IOException {
    Map<String, Object> environment = new HashMap<>();
    environment.put("jmx.remote.x.client.connection.check.period", 0L);
    credentials.ifPresent(
        login ->
            environment.put(
                JMXConnector.CREDENTIALS, new String[] {login.user(), login.password()}));
    JMXServiceURL address = new JMXServiceURL(url);
    try {
      return connect(address, environment);
    } catch (IOException plain) {
      if (!Causes.mentions(plain, "non-JRMP server")) {
        throw plain;
      }
      environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
      return connect(address, environment);
    }
  }

  @SuppressWarnings("BanJNDI") // the address is given by the operator, and checked to be RMI's own
  private static Beans connect(JMXServiceURL address, Map<String, Object> environment)
      throws IOException {
    JMXConnector connector = JMXConnectorFactory.connect(address, environment);
    return new RemoteBeans(connector.getMBeanServerConnection(), connector::close);
  }
}
