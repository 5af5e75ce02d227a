package dev.tidemark.simulations.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates made by the JDK's own tool, each signed by itself. */
final class Certificates {
  static final String PASSWORD = "not-a-secret";

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** A key with its certificate, in PKCS#12. */
  Path keyFor(String name, String alternativeName) throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=" + alternativeName,
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        PASSWORD);
    return file;
  }

  /** The certificate alone, in PEM. */
  Path certificateOf(String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-keystore",
        folder.resolve(name + ".p12").toString(),
        "-storepass",
        PASSWORD,
        "-file",
        file.toString());
    return file;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + Files.readString(log));
    }
  }
}
