package dev.tidemark.targets.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.LruMap;
import java.util.Map;

/** What the fixed build keeps: an LRU cache and two rings, of metadata. */
final class BoundedMemory {
  private static final int MAX_CACHED_REQUESTS = 100;
  private static final int MAX_REQUEST_HISTORY = 100;
  private static final int MAX_LOGS = 500;

  private final Map<String, RequestSummary> requestCache = new LruMap<>(MAX_CACHED_REQUESTS);
  private final Ring<String> requestHistory = new Ring<>(MAX_REQUEST_HISTORY);
  private final Ring<LogLine> logs = new Ring<>(MAX_LOGS);

  synchronized void remember(RequestSummary request) {
    requestCache.put(request.requestId(), request);
    requestHistory.add(request.requestId());
  }

  synchronized void log(LogLine line) {
    logs.add(line);
  }

  synchronized ObjectNode stats() {
    return Json.object()
        .put("cachedRequests", requestCache.size())
        .put("maxCachedRequests", MAX_CACHED_REQUESTS)
        .put("requestHistoryLength", requestHistory.size())
        .put("maxRequestHistory", requestHistory.capacity())
        .put("totalLogs", logs.size())
        .put("maxLogs", logs.capacity())
        .put("streaming", true)
        .put("memoryOptimized", true);
  }
}
