package dev.tidemark.targets.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The build with the faults of the case study, as far as they are switched on. */
final class LeakyChat implements Chat {
  private final Upstream upstream;
  private final Buffers buffers;
  private final Set<Fault> faults;
  private final LeakyMemory memory = new LeakyMemory();

  LeakyChat(Upstream upstream, Buffers buffers, Set<Fault> faults) {
    this.upstream = upstream;
    this.buffers = buffers;
    this.faults = Set.copyOf(faults);
  }

  @Override
  public void answer(ChatRequest request, @Nullable String authorization, ClientAnswer answer)
      throws IOException {
    String requestId = UUID.randomUUID().toString();
    if (faults.contains(Fault.REQUEST_MAP)) {
      memory.keep(requestId, new CachedRequest(System.currentTimeMillis(), request.prompt()));
    }
    try {
      complete(requestId, request, authorization, answer);
    } catch (IOException e) {
      if (faults.contains(Fault.KEEP_FAILURES)) {
        memory.keep(new FailedCall(requestId));
      }
      throw e;
    }
  }

  private void complete(
      String requestId, ChatRequest request, @Nullable String authorization, ClientAnswer answer)
      throws IOException {
    if (buffersWhole()) {
      upstream.complete(
          request, authorization, response -> sendWhole(requestId, request, response, answer));
    } else {
      buffers.lend(
          buffer ->
              upstream.complete(
                  request, authorization, response -> answer.relay(response, buffer)));
    }
  }

  private boolean buffersWhole() {
    return faults.contains(Fault.BUFFER)
        || faults.contains(Fault.KEEP_RESPONSES)
        || faults.contains(Fault.FULL_LOGS);
  }

  private void sendWhole(
      String requestId, ChatRequest request, ClassicHttpResponse response, ClientAnswer answer)
      throws IOException {
    byte[] body = readWhole(response.getEntity());
    boolean keeps = faults.contains(Fault.KEEP_RESPONSES);
    boolean logs = faults.contains(Fault.FULL_LOGS);
    if (keeps || logs) {
      String text = new String(body, StandardCharsets.UTF_8);
      long now = System.currentTimeMillis();
      if (keeps) {
        memory.keep(new BufferedResponse(requestId, now, text));
      }
      if (logs) {
        memory.keep(new LogEntry(requestId, now, request.prompt(), text));
      }
    }
    answer.sendWhole(response.getEntity().getContentType(), body);
  }

  private static byte[] readWhole(HttpEntity entity) throws IOException {
    InputStream in = entity.getContent();
    int length = (int) entity.getContentLength();
    if (length < 0) {
      return in.readAllBytes();
    }
    byte[] body = new byte[length];
    if (in.readNBytes(body, 0, length) < length) {
      throw new EOFException("it broke off inside its answer");
    }
    ClientAnswer.releaseConnection(in);
    return body;
  }

  @Override
  public ObjectNode stats() {
    return memory.stats();
  }
}
