package dev.tidemark.traffic;

import dev.tidemark.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key in a PEM file: PKCS#8, with or without a password. */
final class PemKey {
  private static final String OPTION = "request.tls.key";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END");

  private PemKey() {}

  static PrivateKey read(Path file, char[] password) {
    String text = new String(TlsContext.bytes(OPTION, file), StandardCharsets.ISO_8859_1);
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw new ConfigurationException(OPTION + ": " + file + " holds no private key in PEM");
    }
    String kind = block.group(1).strip();
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return switch (kind) {
        case "" -> key(new PKCS8EncodedKeySpec(der), file);
        case "ENCRYPTED" -> key(decrypted(der, password), file);
        default ->
            throw new ConfigurationException(
                OPTION
                    + ": "
                    + file
                    + " is an "
                    + kind
                    + " key; convert it with openssl pkcs8 -topk8 -nodes -in "
                    + file.getFileName()
                    + " -out key.pem");
      };
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigurationException(
          OPTION + ": " + file + " cannot be opened: it is damaged, or its password is another", e);
    }
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] der, char[] password)
      throws IOException, GeneralSecurityException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    String algorithm = info.getAlgName();
    if (algorithm.equals("PBES2") || algorithm.equals("1.2.840.113549.1.5.13")) {
      algorithm = info.getAlgParameters().toString();
    }
    SecretKeyFactory factory = SecretKeyFactory.getInstance(algorithm);
    var cipher = javax.crypto.Cipher.getInstance(algorithm);
    cipher.init(
        javax.crypto.Cipher.DECRYPT_MODE,
        factory.generateSecret(new PBEKeySpec(password)),
        info.getAlgParameters());
    return info.getKeySpec(cipher);
  }

  private static PrivateKey key(PKCS8EncodedKeySpec spec, Path file)
      throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // another kind, perhaps the next
      }
    }
    throw new ConfigurationException(OPTION + ": " + file + " is neither an RSA nor an EC key");
  }
}
