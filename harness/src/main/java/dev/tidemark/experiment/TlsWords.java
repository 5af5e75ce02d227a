package dev.tidemark.experiment;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What went wrong with a secure connection, in the words of a remedy. */
final class TlsWords {
  private TlsWords() {}

  /** One line. */
  static String of(SSLException failure, String host) {
    String text = String.valueOf(failure.getMessage());
    boolean otherName =
        failure instanceof SSLPeerUnverifiedException
            || text.contains("No subject alternative")
            || text.contains("No name matching");
    if (otherName) {
      return "its certificate is for another name than "
          + host
          + "; aim --target at the name in the certificate";
    }
    if (text.contains("PKIX") || text.contains("unable to find valid certification path")) {
      return "its certificate is not trusted; name the CA's with request.tls.ca";
    }
    if (text.contains("certificate_required") || text.contains("bad_certificate")) {
      return "it refuses the client's certificate, or wants one; name it with"
          + " request.tls.certificate and its key with request.tls.key";
    }
    if (text.contains("unknown_ca") || text.contains("certificate_unknown")) {
      return "it does not trust the client's certificate; use one that its CA has signed";
    }
    if (text.contains("Unsupported or unrecognized SSL message")) {
      return "it does not speak TLS there; write http:// instead of https://";
    }
    return "no secure connection: " + text.lines().findFirst().orElse("");
  }
}
