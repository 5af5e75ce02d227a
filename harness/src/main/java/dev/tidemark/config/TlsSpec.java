package dev.tidemark.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom the client trusts beyond the certificates of its Java, and how it shows who it is.
 *
 * @param ca certificates in PEM that vouch for the target
 * @param certificate that of the client, with its chain, in PEM; or a PKCS#12 file that holds its
 *     key as well
 * @param key of the client's certificate, in PEM
 * @param passwordVariable the environment variable that holds the password of the key, where it has
 *     one; the password itself stands nowhere
 */
public record TlsSpec(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> passwordVariable) {
  /** What Java does without being told otherwise. */
  public static final TlsSpec USUAL =
      new TlsSpec(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public TlsSpec {
    if (key.isPresent() && certificate.isEmpty()) {
      throw new ConfigurationException(
          "request.tls: there is a key without its certificate; add request.tls.certificate");
    }
  }

  public boolean isUsual() {
    return equals(USUAL);
  }
}
