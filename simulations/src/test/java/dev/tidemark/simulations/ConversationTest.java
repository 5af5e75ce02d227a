package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The context of a chat grows with its turns. */
final class ConversationTest {
  @Test
  void everyTurnCarriesTheOnesBefore() {
    Conversation second =
        Conversation.empty()
            .with("user", "Who are you?")
            .with("assistant", "A \"model\".")
            .with("user", "And now?");
    assertThat(new String(second.request("m", 10, true), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Who are you?\"},"
                + "{\"role\":\"assistant\",\"content\":\"A \\\"model\\\".\"},"
                + "{\"role\":\"user\",\"content\":\"And now?\"}],\"max_tokens\":10,\"stream\":true}");
  }

  @Test
  void whatAnAnswerSaysIsReadFromJsonAndFromEvents() {
    assertThat(said("{\"choices\":[{\"message\":{\"content\":\"Grüße\"}}]}", false))
        .isEqualTo("Grüße");
    assertThat(
            said(
                """
                data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

                data: {"choices":[{"delta":{"content":"two "}}]}

                data:{"choices":[{"delta":{"content":"words"}}]}

                data: [DONE]

                """,
                true))
        .isEqualTo("two words");
    assertThat(said("not JSON", false)).isEmpty();
    assertThat(said("data: not JSON\n\n", true)).isEmpty();
  }

  private static String said(String answer, boolean stream) {
    return Conversation.contentOf(answer.getBytes(StandardCharsets.UTF_8), stream);
  }
}
