package dev.tidemark.simulations.chat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** The words for what went wrong: few, and the same for the same reason. */
final class Words {
  static final String NO_DONE = "the stream ended without [DONE]";
  static final String STALLED = "the answer stopped on its way";
  static final String CUT_SHORT = "the answer was cut short";
  static final String CUT = "the connection was cut before an answer";
  static final String STREAM_REFUSED = "the stream was refused";
  static final String GONE_AWAY = "the connection was given up before the request was served";
  private static final Map<Integer, String> STATUS = new ConcurrentHashMap<>();

  private Words() {}

  static String status(int code) {
    return STATUS.computeIfAbsent(code, one -> "status " + one);
  }

  /** With the error that the target named, of which there are few. */
  static String status(int code, Optional<String> outOfMemory) {
    return status(code) + outOfMemory.map(error -> ": " + error).orElse("");
  }

  /** Why a request could not be sent at all. */
  static String neverSent(Exception cause) {
    if (cause instanceof ConnectException) {
      return "the connection was refused";
    }
    if (cause instanceof SocketTimeoutException) {
      return "no connection in time";
    }
    if (cause instanceof UnknownHostException) {
      return "the host is not known";
    }
    if (cause instanceof SSLException) {
      return "no secure connection: the certificate or the protocol does not match";
    }
    return "no connection";
  }
}
