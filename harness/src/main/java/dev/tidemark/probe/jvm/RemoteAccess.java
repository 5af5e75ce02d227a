package dev.tidemark.probe.jvm;

import dev.tidemark.probe.Witness;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a JVM on another machine is entered, and who else sees it.
 *
 * @param credentials the user that it asks for
 * @param trustStore the certificates to trust besides those of this JVM
 * @param witness tells a closed management port from a dead target
 */
public record RemoteAccess(
    Optional<Credentials> credentials, Optional<TrustStore> trustStore, Witness witness) {
  /** Nothing is asked, and nobody else looks. */
  public static final RemoteAccess OPEN =
      new RemoteAccess(Optional.empty(), Optional.empty(), Witness.NONE);

  /** Certificates in a file of the forms that {@code keytool} writes. */
  public record TrustStore(Path file, Optional<String> password) {
    @Override
    public String toString() {
      return "trust store " + file;
    }
  }
}
