package example;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.concurrent.TimeUnit;

public final class StorySimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final ManagedChannel channel =
      ManagedChannelBuilder.forAddress("127.0.0.1", Integer.getInteger("example.port"))
          .usePlaintext()
          .build();

  private final StoryGrpc.StoryBlockingStub stub = StoryGrpc.newBlockingStub(channel);

  private final ChainBuilder story =
      exec(
          session -> {
            Topic topic = Topic.newBuilder().setTopic("tides").build();
            Answer answer = stub.withDeadlineAfter(10, TimeUnit.SECONDS).tell(topic);
            return answer.getText().isEmpty() ? session.markAsFailed() : session;
          });

  private final ScenarioBuilder readers = scenario("readers").exec(gate.counted(story));

  public StorySimulation() {
    setUp(gate.around(readers.injectOpen(constantUsersPerSec(40).during(150))));
  }

  @Override
  public void after() {
    channel.shutdownNow();
  }
}
