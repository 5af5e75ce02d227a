package dev.tidemark.traffic;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.TlsSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes the security of connections out of files; what is wrong with one is said in one line. */
public final class TlsContext {
  private static final char[] NO_PASSWORD = {};

  private TlsContext() {}

  /**
   * Reads the files.
   *
   * @param environment holds the password of the client's key
   * @return empty where nothing but what Java trusts is asked for
   * @throws ConfigurationException naming the option, its file, and what is wrong with it
   */
  public static Optional<SSLContext> of(TlsSpec spec, Map<String, String> environment) {
    if (spec.isUsual()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManagerFactory keys = null;
      if (spec.certificate().isPresent()) {
        char[] password = password(spec, environment);
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity(spec, spec.certificate().get(), password), password);
      }
      TrustManager[] trust = spec.ca().isPresent() ? trust(spec.ca().get()) : null;
      context.init(keys == null ? null : keys.getKeyManagers(), trust, null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException("request.tls: " + e.getMessage(), e);
    }
  }

  private static char[] password(TlsSpec spec, Map<String, String> environment) {
    if (spec.passwordVariable().isEmpty()) {
      return NO_PASSWORD;
    }
    String variable = spec.passwordVariable().get();
    String password = environment.get(variable);
    if (password == null) {
      throw new ConfigurationException(
          "request.tls.password needs the environment variable " + variable + ", which is not set");
    }
    return password.toCharArray();
  }

  /** What Java trusts, and the file's certificates. */
  private static TrustManager[] trust(Path ca) throws GeneralSecurityException {
    KeyStore store = empty();
    TrustManagerFactory usual =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    usual.init((KeyStore) null);
    int count = 0;
    for (TrustManager manager : usual.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        for (X509Certificate certificate : known.getAcceptedIssuers()) {
          store.setCertificateEntry("java-" + count++, certificate);
        }
      }
    }
    for (Certificate certificate : certificates("request.tls.ca", ca)) {
      store.setCertificateEntry("file-" + count++, certificate);
    }
    TrustManagerFactory all =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    all.init(store);
    return all.getTrustManagers();
  }

  private static KeyStore identity(TlsSpec spec, Path certificate, char[] password)
      throws GeneralSecurityException {
    if (spec.key().isEmpty()) {
      return pkcs12(certificate, password);
    }
    PrivateKey key = PemKey.read(spec.key().get(), password);
    List<Certificate> chain = certificates("request.tls.certificate", certificate);
    KeyStore store = empty();
    try {
      store.setKeyEntry("client", key, password, chain.toArray(Certificate[]::new));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "request.tls.key: " + spec.key().get() + " does not belong to " + certificate, e);
    }
    return store;
  }

  private static KeyStore pkcs12(Path file, char[] password) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(new ByteArrayInputStream(bytes("request.tls.certificate", file)), password);
    } catch (IOException e) {
      throw new ConfigurationException(
          "request.tls.certificate: "
              + file
              + " is not PKCS#12, or its password is another; a certificate in PEM needs its"
              + " request.tls.key",
          e);
    }
    return store;
  }

  private static List<Certificate> certificates(String option, Path file)
      throws GeneralSecurityException {
    byte[] bytes = bytes(option, file);
    List<Certificate> found = new ArrayList<>();
    try {
      found.addAll(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes)));
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(option + ": " + file + " holds no certificate in PEM", e);
    }
    if (found.isEmpty()) {
      throw new ConfigurationException(option + ": " + file + " holds no certificate in PEM");
    }
    return found;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, NO_PASSWORD);
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store cannot be made", e);
    }
    return store;
  }

  static byte[] bytes(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigurationException(option + ": " + file + " cannot be read", e);
    }
  }
}
