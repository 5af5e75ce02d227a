package dev.tidemark.simulations.chat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.net.NamedEndpoint;

/** The words for what went wrong: few, and the same for the same reason. */
final class Words {
  static final String NO_DONE = "the stream ended without [DONE]";
  static final String STALLED = "the answer stopped on its way";
  static final String CUT_SHORT = "the answer was cut short";
  static final String CUT = "the connection was cut before an answer";
  static final String CLOSED = "the load ended";
  private static final Map<Integer, String> STATUS = new ConcurrentHashMap<>();

  private Words() {}

  static String status(int code) {
    return STATUS.computeIfAbsent(code, one -> "status " + one);
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

  /** Such as {@code 127.0.0.1:8080}. */
  static String place(NamedEndpoint endpoint) {
    return endpoint.getHostName() + ":" + endpoint.getPort();
  }
}
