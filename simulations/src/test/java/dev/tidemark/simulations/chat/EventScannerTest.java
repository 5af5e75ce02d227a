package dev.tidemark.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are counted the same however their bytes arrive. */
final class EventScannerTest {
  private static final String STREAM =
      ": a comment\n"
          + "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"
          + "event: message\nid: 7\n"
          + "data: {\"choices\":[{\"delta\":{\"content\":\"Grüße\"}}]}\n\n"
          + "data: {\"choices\":[{\"delta\":{\"content\": \"x\"}}]}\r\n\r\n"
          + "data:{\"choices\":[{\"delta\":{\"content\":\""
          + "long ".repeat(500)
          + "\"}}]}\n\n"
          + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: [DONE]\n\n";

  private long heard;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1_000, 100_000})
  void theSameChunksHoweverTheyAreSplit(int size) {
    EventScanner scanner = scanned(STREAM, size);
    assertThat(scanner.chunks()).isEqualTo(4);
    assertThat(heard).isEqualTo(4);
    assertThat(scanner.done()).isTrue();
  }

  @Test
  void theEndCountsWithoutALastLineBreak() {
    assertThat(scanned("data: one\n\ndata: [DONE]", 4).done()).isTrue();
    assertThat(scanned("data: one\n\ndata: two", 4).chunks()).isEqualTo(2);
  }

  @Test
  void textThatOnlyLooksLikeTheEndIsNone() {
    assertThat(scanned("data: x[DONE]\n\ndata: [DONE]x\n\n[DONE]\n\n", 5).done()).isFalse();
  }

  @Test
  void eventsOfAnotherShapeCountFromTheFirstOn() {
    assertThat(scanned("data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n", 9).chunks())
        .isEqualTo(2);
  }

  @Test
  void bytesOfAnyKindDoNoHarm() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(4_000)];
      random.nextBytes(bytes);
      EventScanner scanner = new EventScanner();
      scanner.scan(ByteBuffer.wrap(bytes), () -> true);
      scanner.end(() -> true);
      assertThat(scanner.chunks()).isNotNegative();
    }
  }

  @Test
  void readingStopsAtTheChunkAfterWhichTheListenerHasEnough() {
    EventScanner scanner = new EventScanner();
    ByteBuffer bytes = bytes(STREAM);
    scanner.scan(bytes, () -> scanner.chunks() < 2);
    assertThat(scanner.chunks()).isEqualTo(2);
    assertThat(bytes.hasRemaining()).isTrue();
  }

  private EventScanner scanned(String text, int size) {
    EventScanner scanner = new EventScanner();
    heard = 0;
    ByteBuffer bytes = bytes(text);
    while (bytes.hasRemaining()) {
      int length = Math.min(size, bytes.remaining());
      ByteBuffer piece = bytes.slice(bytes.position(), length);
      bytes.position(bytes.position() + length);
      scanner.scan(piece, this::heard);
    }
    scanner.end(this::heard);
    return scanner;
  }

  private boolean heard() {
    heard++;
    return true;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
