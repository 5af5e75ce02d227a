package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Suspect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorOwnersTest {
  private static final String SELECTOR = "sun.nio.ch.EPollSelectorImpl";
  private static final String CONNECTOR = "org.example.net.NioConnector";

  private final Map<String, ClassCount> before = new HashMap<>();
  private final Map<String, ClassCount> after = new HashMap<>();

  private DescriptorOwnersTest made(String type, long instances) {
    before.put(type, new ClassCount(5, 5 * 24));
    after.put(type, new ClassCount(5 + instances, (5 + instances) * 24));
    return this;
  }

  private List<String> owners(long opened, double perRequest) {
    return DescriptorOwners.of(new MadeObjects(before, after, 1_600, opened), perRequest, false)
        .stream()
        .map(Suspect::name)
        .toList();
  }

  @Test
  void anOwnerIsMadeAsOftenAsDescriptorsAreOpenedOrAPartOfIt() {
    made(SELECTOR, 32).made(CONNECTOR, 16).made("java.lang.String", 16).made("byte[]", 64);
    assertThat(owners(64, 0.04)).containsExactly(SELECTOR, CONNECTOR);
    assertThat(DescriptorOwners.of(new MadeObjects(before, after, 1_600, 64), 0.04, false))
        .allSatisfy(
            one -> {
              assertThat(one.kind()).isEqualTo("descriptor");
              assertThat(one.advice()).contains("opened and not closed");
            })
        .extracting(Suspect::perRequest)
        .containsExactly(0.02, 0.01);
  }

  /** One or two descriptors of others come and go. */
  @Test
  void afterSomeThousandRequestsAFewOthersDoNotHideIt() {
    made("sun.nio.fs.UnixSecureDirectoryStream", 31);
    assertThat(owners(64, 0.06)).containsExactly("sun.nio.fs.UnixSecureDirectoryStream");
    assertThat(owners(70, 0.06)).isEmpty();
  }

  @Test
  void whatIsMadeOnceWithEveryRequestIsNoOwnerForThat() {
    made("org.example.http.BodyInputStream", 64);
    assertThat(owners(64, 1)).isEmpty();
    made("java.io.FileInputStream", 64);
    assertThat(owners(64, 1)).containsExactly("java.io.FileInputStream");
  }

  /** The other end is in the same process, and is closed. */
  @Test
  void moreSocketsMayBeMadeThanStayOpen() {
    made("sun.nio.ch.SocketChannelImpl", 128);
    assertThat(owners(64, 0.04)).isEmpty();
    assertThat(DescriptorOwners.of(new MadeObjects(before, after, 1_600, 64), 0.04, true))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.name()).isEqualTo("sun.nio.ch.SocketChannelImpl");
              assertThat(one.perRequest()).isEqualTo(0.04);
              assertThat(one.evidence()).startsWith("128 were made while 64 descriptors");
            });
  }

  @Test
  void fewDescriptorsTellNothing() {
    made(SELECTOR, 7);
    assertThat(owners(7, 0.01)).isEmpty();
  }
}
