package dev.tidemark.simulations;

import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Manner;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatEnd;
import dev.tidemark.simulations.chat.ChatLoad;
import dev.tidemark.simulations.chat.Tickets;
import org.jspecify.annotations.Nullable;

/** The traffic of one arm as a step of a Gatling scenario: users stay until the arm is decided. */
final class ArmTraffic implements GatlingAction.Step, AutoCloseable {
  private final Arm arm;
  private final MemoryRun run;
  private final String row;
  private @Nullable ChatLoad load;

  ArmTraffic(Arm arm, MemoryRun run) {
    this.arm = arm;
    this.run = run;
    this.row = arm.name() + " chat";
  }

  void start() {
    load =
        ChatLoad.start(
            arm.name(),
            Tickets.of(arm.gate()),
            arm.url(),
            run.transport(),
            new NumberedCalls(run.id(), arm.name(), run.traffic()));
  }

  @Override
  public void begin(GatlingAction.Visit visit) {
    ChatLoad now = load;
    if (now == null) {
      throw new IllegalStateException("a user came before the traffic began");
    }
    now.join(
        (call, end, nowNanos) -> add(visit, row, call, end, nowNanos), () -> visit.proceed(true));
  }

  /**
   * Adds a finished request to Gatling's results: how long it took and, of a stream, how long its
   * first token did, and 100 of them at its pace. Gatling's rows hold durations alone: 100,000
   * divided by the milliseconds of the last one are tokens per second.
   */
  static void add(
      GatlingAction.Visit visit, String row, ChatCall call, ChatEnd end, long nowNanos) {
    long now = visit.nowMillis();
    long start = now - (nowNanos - call.dueNanos()) / 1_000_000;
    boolean asMeant =
        end.asMeant() || (call.manner().meantToFail() && !(end instanceof ChatEnd.TimedOut));
    visit.row(
        row + kind(call.manner()),
        start,
        now,
        asMeant ? GatlingAction.Outcome.FINE : new GatlingAction.Outcome(false, end.why()));
    if (call.request().stream() && end instanceof ChatEnd.Completed completed) {
      visit.row(
          row + ": first token",
          start,
          start + completed.timing().firstToken().toMillis(),
          GatlingAction.Outcome.FINE);
      visit.row(
          row + ": time for 100 tokens",
          start,
          start + completed.timing().timeFor(100).toMillis(),
          GatlingAction.Outcome.FINE);
    }
  }

  private static String kind(Manner manner) {
    if (manner instanceof Manner.BadBody) {
      return ": bad body";
    }
    return manner instanceof Manner.ErrorRequest ? ": error request" : "";
  }

  @Override
  public void close() {
    ChatLoad now = load;
    if (now != null) {
      now.close();
    }
  }
}
