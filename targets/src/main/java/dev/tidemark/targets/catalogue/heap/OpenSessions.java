package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Opens a session for every request, with what was asked, and ends none. */
final class OpenSessions implements Case {
  private final Map<UUID, UserSession> sessions = new ConcurrentHashMap<>();

  /** One of them. */
  static final class UserSession {
    final Map<String, Object> attributes = new ConcurrentHashMap<>();
  }

  @Override
  public void onRequest(Call call) {
    UserSession session = new UserSession();
    session.attributes.put("prompt", call.text());
    sessions.put(UUID.randomUUID(), session);
  }
}
