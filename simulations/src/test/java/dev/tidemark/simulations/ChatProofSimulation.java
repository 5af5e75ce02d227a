package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatEnd;
import dev.tidemark.simulations.chat.ChatLoad;
import dev.tidemark.simulations.chat.Tickets;
import dev.tidemark.simulations.chat.Transport;
import io.gatling.javaapi.core.Simulation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Tidemark's chat action on the request of the proof, rows in Gatling's results included. */
public final class ChatProofSimulation extends Simulation {
  private static final Manner READ = new Manner.Complete();

  private final ChatLoad load;

  public ChatProofSimulation() {
    AtomicLong sent = new AtomicLong();
    load =
        ChatLoad.start(
            "proof",
            System.getProperty("proof.requests") == null
                ? new Unlimited()
                : InjectorProof.tickets(),
            LoadProof.TARGET,
            Transport.PLAIN,
            ticket ->
                new ChatCall(
                    "proof-" + sent.incrementAndGet(),
                    LoadProof.REQUEST,
                    ticket.manner(),
                    ticket.dueNanos()));
    setUp(
        scenario("chat")
            .exec(
                new GatlingAction(
                    "chat",
                    visit ->
                        load.join(
                            (call, end, now) -> ArmTraffic.add(visit, "chat", call, end, now),
                            () -> visit.proceed(true))))
            .injectOpen(atOnceUsers(LoadProof.USERS)));
  }

  @Override
  public void after() {
    load.close();
  }

  /** As many as users want, until the measured time has passed. */
  private static final class Unlimited implements Tickets {
    private final AtomicLong taken = new AtomicLong();

    @Override
    public Optional<Ticket> take() {
      return LoadProof.over()
          ? Optional.empty()
          : Optional.of(new Ticket(taken.getAndIncrement(), READ, System.nanoTime()));
    }

    @Override
    public boolean over() {
      return LoadProof.over();
    }

    @Override
    public void ended(ChatCall call, ChatEnd end) {}

    @Override
    public CompletableFuture<Void> held() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
