package dev.tidemark.experiment;

import dev.tidemark.config.ProbeSpec;
import dev.tidemark.probe.Witness;
import dev.tidemark.probe.jvm.Credentials;
import dev.tidemark.probe.jvm.RemoteAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a management port is entered with: from the configuration's files, else from the
 * environment.
 */
record ManagementDoors(Map<String, String> environment) {
  private static final String USER = "TIDEMARK_JMX_USER";
  private static final String PASSWORD = "TIDEMARK_JMX_PASSWORD";
  private static final String CREDENTIALS = "TIDEMARK_JMX_CREDENTIALS";
  private static final String TRUST_STORE = "TIDEMARK_JMX_TRUST_STORE";
  private static final String TRUST_STORE_PASSWORD = "TIDEMARK_JMX_TRUST_STORE_PASSWORD";
  private static final int CONNECT_MILLIS = 1_000;

  ManagementDoors {
    environment = Map.copyOf(environment);
  }

  /**
   * How to enter a port beside a target.
   *
   * @throws RunImpossible if a file that was named cannot be used
   */
  RemoteAccess access(ProbeSpec.Door door, URI target) throws RunImpossible {
    Optional<String> trusted = door.trustStore().or(() -> variable(TRUST_STORE));
    return new RemoteAccess(
        credentials(door.credentials()),
        trusted.map(
            file -> new RemoteAccess.TrustStore(Path.of(file), variable(TRUST_STORE_PASSWORD))),
        witness(target));
  }

  private Optional<Credentials> credentials(Optional<String> named) throws RunImpossible {
    Optional<String> user = variable(USER);
    Optional<String> password = variable(PASSWORD);
    if (named.isEmpty() && user.isPresent() && password.isPresent()) {
      return Optional.of(new Credentials(user.get(), password.get()));
    }
    Optional<String> file = named.or(() -> variable(CREDENTIALS));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Credentials.of(Path.of(file.get())));
    } catch (IllegalArgumentException e) {
      throw new RunImpossible(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** A target whose service port takes a connection still runs. */
  private static Witness witness(URI target) {
    int given = target.getPort();
    int port = given >= 0 ? given : "https".equals(target.getScheme()) ? 443 : 80;
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(target.getHost(), port), CONNECT_MILLIS);
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }
}
