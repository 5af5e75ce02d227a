package dev.tidemark.probe.http;

import dev.tidemark.probe.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Reads statistics, and says in one line what is wrong where there are none. */
final class StatsClient {
  private static final int LARGEST = 4 << 20;

  private final StatsRequest request;
  private final WebClient client;

  StatsClient(StatsRequest request, Wire wire) {
    this.request = request;
    this.client = new WebClient(wire);
  }

  byte[] get(Deadline deadline) throws StatsUnreadable {
    return send("GET", request.path(), request.shownPath(), deadline);
  }

  void collect(String line, Deadline deadline) throws StatsUnreadable {
    int blank = line.indexOf(' ');
    String path = line.substring(blank + 1);
    int query = path.indexOf('?');
    send(line.substring(0, blank), path, query < 0 ? path : path.substring(0, query), deadline);
  }

  /** Cuts the connection of the request that runs, if one does. */
  void abort() {
    client.abort();
  }

  void close() {
    client.close();
  }

  private byte[] send(String method, String path, String shown, Deadline deadline)
      throws StatsUnreadable {
    String what = method + " " + shown;
    WebClient.Message message = new WebClient.Message(method, resolve(path), request.headers());
    for (int attempt = 0; ; attempt++) {
      try {
        return bodyOf(client.send(message, LARGEST, deadline.remaining()), what);
      } catch (SocketTimeoutException e) {
        throw new StatsUnreadable(what + " did not answer within " + deadline);
      } catch (NoHttpResponseException e) {
        if (attempt > 0 || deadline.expired()) {
          throw new StatsUnreadable(what + " failed: the connection was closed without an answer");
        }
      } catch (IOException e) {
        if (deadline.expired()) {
          throw new StatsUnreadable(what + " did not answer in full within " + deadline);
        }
        throw new StatsUnreadable(what + " failed: " + words(e), refused(e));
      }
    }
  }

  private URI resolve(String path) {
    String base = request.base().toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /** The body of a success that may be JSON. */
  private static byte[] bodyOf(WebAnswer answer, String what) throws StatsUnreadable {
    int status = answer.status();
    if (status / 100 == 3) {
      throw new StatsUnreadable(
          what + " answered " + status + ", a redirect; give the address it leads to");
    }
    if (status == 401 || status == 403) {
      throw new StatsUnreadable(
          what + " answered " + status + "; check the credentials in the headers");
    }
    if (status / 100 != 2) {
      throw new StatsUnreadable(what + " answered " + status);
    }
    if (answer.tooLarge()) {
      throw new StatsUnreadable(what + " answered more than 4 MiB; give the path of a summary");
    }
    if (answer.type().toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw new StatsUnreadable(what + " answered an HTML page, not JSON; check the path");
    }
    return answer.body();
  }

  private static boolean refused(IOException e) {
    return e instanceof ConnectException && String.valueOf(e.getMessage()).contains("refused");
  }

  private static String words(IOException e) {
    if (refused(e)) {
      return "connection refused";
    }
    if (e instanceof UnknownHostException) {
      return "unknown host";
    }
    if (e instanceof SSLException) {
      return "TLS: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
    return e instanceof SocketException ? "the connection broke" : "the answer broke off";
  }
}
