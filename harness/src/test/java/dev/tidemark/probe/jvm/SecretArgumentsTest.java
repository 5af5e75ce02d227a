package dev.tidemark.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretArgumentsTest {

  @ParameterizedTest
  @CsvSource({
    "-Xmx64m, -Xmx64m",
    "-XX:MaxRAMPercentage=70, -XX:MaxRAMPercentage=70",
    "-Dapi.key=s3cr3t, -Dapi.key=***",
    "-DGITHUB_TOKEN=s3cr3t, -DGITHUB_TOKEN=***",
    "-Ddb.PassWord=s3cr3t=, -Ddb.PassWord=***",
    "-Dclient.secret=s3cr3t, -Dclient.secret=***",
    "-Durl=jdbc:x?user=a&password=s3cr3t, -Durl=***",
    "-javaagent:/agent.jar=apiKey=s3cr3t, -javaagent:/agent.jar=***",
    "-Dproxy=http://me:s3cr3t@host:1/, -Dproxy=http://***@host:1/",
    "-Dname=value, -Dname=value"
  })
  void valuesThatMayBeSecretAreDropped(String argument, String shown) {
    assertThat(SecretArguments.redact(argument)).isEqualTo(shown);
  }
}
