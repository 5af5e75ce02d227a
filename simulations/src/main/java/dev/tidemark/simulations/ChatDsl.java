package dev.tidemark.simulations;

/** Where a chat request in a Gatling scenario begins. */
public final class ChatDsl {
  private ChatDsl() {}

  /**
   * A chat request, to be given an address and a prompt.
   *
   * @param name of its row in Gatling's results
   */
  public static Chat chat(String name) {
    return new Chat(name);
  }
}
