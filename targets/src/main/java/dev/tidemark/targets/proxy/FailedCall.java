package dev.tidemark.targets.proxy;

/** The report on a call whose upstream failed, padded to 2 KiB, that the leaky build may keep. */
final class FailedCall {
  private static final int BYTES = 2_048 - 16 - 16 - 8;

  private final String requestId;
  private final byte[] report = new byte[BYTES];

  FailedCall(String requestId) {
    this.requestId = requestId;
  }

  /** Characters of what was kept. */
  int length() {
    return requestId.length() + report.length;
  }
}
