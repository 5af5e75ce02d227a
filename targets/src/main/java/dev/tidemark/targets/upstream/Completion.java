package dev.tidemark.targets.upstream;

import java.nio.charset.StandardCharsets;

/**
 * One answer to be given: which slice of the text, and the JSON around it. Everything that differs
 * between two answers of one size has a fixed width (numbers are padded with blanks), so equal
 * sizes give equal lengths.
 */
record Completion(long sequence, long createdSeconds, int promptTokens, int offset, int size) {
  private static final int BYTES_PER_TOKEN = 4;

  byte[] jsonHead() {
    return ascii(
        "{\"id\":\""
            + id()
            + "\",\"object\":\"chat.completion\",\"created\":"
            + createdSeconds
            + ",\"model\":\"tidemark-fake\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"");
  }

  byte[] jsonTail() {
    int tokens = size / BYTES_PER_TOKEN;
    return ascii(
        "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":"
            + padded(promptTokens)
            + ",\"completion_tokens\":"
            + padded(tokens)
            + ",\"total_tokens\":"
            + padded(promptTokens + tokens)
            + "}}");
  }

  /** The part of every stream event before its delta. */
  byte[] eventHead() {
    return ascii(
        "data: {\"id\":\""
            + id()
            + "\",\"object\":\"chat.completion.chunk\",\"created\":"
            + createdSeconds
            + ",\"model\":\"tidemark-fake\",\"choices\":[{\"index\":0,\"delta\":");
  }

  private String id() {
    String hex = Long.toHexString(sequence);
    return "chatcmpl-" + "0".repeat(16 - hex.length()) + hex;
  }

  private static String padded(int number) {
    String digits = Integer.toString(number);
    return " ".repeat(10 - digits.length()) + digits;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
