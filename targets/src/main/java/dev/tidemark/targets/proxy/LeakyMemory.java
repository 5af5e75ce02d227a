package dev.tidemark.targets.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the leaky build keeps: three collections that only grow. */
final class LeakyMemory {
  private final List<BufferedResponse> recentResponses = new ArrayList<>();
  private final Map<String, CachedRequest> requestCache = new HashMap<>();
  private final List<LogEntry> logs = new ArrayList<>();
  private final List<FailedCall> failures = new ArrayList<>();
  private long responseCharacters;
  private long logCharacters;

  synchronized void keep(BufferedResponse response) {
    recentResponses.add(response);
    responseCharacters += response.text().length();
  }

  synchronized void keep(String requestId, CachedRequest request) {
    requestCache.put(requestId, request);
  }

  synchronized void keep(LogEntry entry) {
    logs.add(entry);
    logCharacters += entry.prompt().length() + entry.response().length();
  }

  synchronized void keep(FailedCall failure) {
    failures.add(failure);
  }

  /** Sizes are characters in KB; a response in both lists counts in both, though it is one. */
  synchronized ObjectNode stats() {
    return Json.object()
        .put("cachedRequests", requestCache.size())
        .put("bufferedResponses", recentResponses.size())
        .put("totalBufferedSizeKB", kilobytes(responseCharacters))
        .put("totalLogs", logs.size())
        .put("totalLogsSizeKB", kilobytes(logCharacters))
        .put("estimatedTotalMemoryKB", kilobytes(responseCharacters + logCharacters));
  }

  private static String kilobytes(long characters) {
    return String.format(Locale.ROOT, "%.2f", characters / 1024.0);
  }
}
