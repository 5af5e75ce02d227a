package dev.tidemark.simulations;

import dev.tidemark.config.RequestSpec;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatEnd;
import dev.tidemark.simulations.chat.ChatLoad;
import dev.tidemark.simulations.chat.ChatTarget;
import dev.tidemark.simulations.chat.Transport;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The traffic of one arm as a step of a Gatling scenario: users stay until the arm is decided. */
final class ArmTraffic implements GatlingAction.Step, AutoCloseable {
  private static final byte[] NOTHING = {};
  private static final byte[] BAD = "{\"prompt\":".getBytes(StandardCharsets.US_ASCII);

  private final Arm arm;
  private final MemoryRun run;
  private final String row;
  private final String firstTokenRow;
  private final AtomicLong sent = new AtomicLong();
  private @Nullable ChatLoad load;

  ArmTraffic(Arm arm, MemoryRun run) {
    this.arm = arm;
    this.run = run;
    this.row = arm.name() + " chat";
    this.firstTokenRow = arm.name() + " first token";
  }

  void start() {
    Traffic traffic = run.traffic();
    RequestSpec spec = traffic.spec();
    ChatTarget target =
        new ChatTarget(arm.url(), spec.method(), spec.path(), traffic.headers(), spec.stream());
    load = ChatLoad.start(arm.name(), arm.gate(), target, Transport.PLAIN, this::call);
  }

  private ChatCall call(Ticket ticket) {
    byte[] body = NOTHING;
    if (ticket.manner() instanceof Manner.BadBody) {
      body = BAD;
    } else if (!run.traffic().spec().body().isEmpty()) {
      body = run.traffic().body(ticket.index()).getBytes(StandardCharsets.UTF_8);
    }
    String id = run.id() + "-" + arm.name() + "-" + sent.incrementAndGet() + "-" + ticket.index();
    return new ChatCall(id, body, ticket.manner(), ticket.dueNanos());
  }

  @Override
  public void begin(GatlingAction.Visit visit) {
    ChatLoad now = load;
    if (now == null) {
      throw new IllegalStateException("a user came before the traffic began");
    }
    now.join(
        (end, dueNanos, nowNanos) -> add(visit, end, dueNanos, nowNanos),
        () -> visit.proceed(true));
  }

  private void add(GatlingAction.Visit visit, ChatEnd end, long dueNanos, long nowNanos) {
    long now = visit.nowMillis();
    long start = now - (nowNanos - dueNanos) / 1_000_000;
    visit.row(
        row,
        start,
        now,
        end.asMeant() ? GatlingAction.Outcome.FINE : new GatlingAction.Outcome(false, end.why()));
    if (run.traffic().spec().stream() && end instanceof ChatEnd.Completed completed) {
      visit.row(
          firstTokenRow,
          start,
          start + completed.timing().firstToken().toMillis(),
          GatlingAction.Outcome.FINE);
    }
  }

  @Override
  public void close() {
    ChatLoad now = load;
    if (now != null) {
      now.close();
    }
  }
}
