package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS that trusts the certificates of a file besides those that this JVM trusts anyway. */
final class Trust {
  private Trust() {}

  /**
   * The context that adds this file.
   *
   * @throws JvmUnavailable if the file cannot be read, in one line that names it
   */
  static SSLContext adding(RemoteAccess.TrustStore store) throws JvmUnavailable {
    if (!Files.isReadable(store.file())) {
      throw JvmUnavailable.because(
          "the trust store " + store.file() + " cannot be read; name an existing file");
    }
    try {
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      try (InputStream in = Files.newInputStream(store.file())) {
        keys.load(in, store.password().map(String::toCharArray).orElse(null));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Either(managers(null), managers(keys))}, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw JvmUnavailable.because(
          "the trust store "
              + store.file()
              + " cannot be opened; check its password and its form (JKS or PKCS12): "
              + Causes.words(e));
    }
  }

  private static X509TrustManager managers(@Nullable KeyStore keys)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }

  /** Trusts what one of two trusts; the objection of the second is told. */
  private record Either(X509TrustManager first, X509TrustManager second)
      implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      try {
        first.checkClientTrusted(chain, type);
      } catch (CertificateException e) {
        second.checkClientTrusted(chain, type);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      try {
        first.checkServerTrusted(chain, type);
      } catch (CertificateException e) {
        second.checkServerTrusted(chain, type);
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      List<X509Certificate> all = new ArrayList<>(List.of(first.getAcceptedIssuers()));
      all.addAll(List.of(second.getAcceptedIssuers()));
      return all.toArray(X509Certificate[]::new);
    }
  }

  /** The factory that RMI takes its TLS from is that of the whole process. */
  static void forRmi(Optional<RemoteAccess.TrustStore> store) throws JvmUnavailable {
    if (store.isPresent()) {
      SSLContext.setDefault(adding(store.get()));
    }
  }
}
