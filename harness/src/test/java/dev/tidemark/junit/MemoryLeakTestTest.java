package dev.tidemark.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test methods of other classes as a build does, and looks at how they end. */
class MemoryLeakTestTest {
  private static final Map<Integer, Answer> ANSWERS = new ConcurrentHashMap<>();
  private static final List<Answer> RECENT = new ArrayList<>();
  private static final AtomicInteger CALLS = new AtomicInteger();

  /** What a call makes. */
  private record Answer(String text) {}

  /** The class under test of somebody else. */
  static final class Fixture {
    @MemoryLeakTest(requests = 1_200, sensitivity = "64 B")
    void keepsEachAnswer() {
      int call = CALLS.incrementAndGet();
      ANSWERS.put(call, new Answer("answer " + call));
    }

    @MemoryLeakTest(requests = 1_200, sensitivity = "64 B")
    void keepsTheLastFewAnswers() {
      RECENT.add(new Answer("answer " + CALLS.incrementAndGet()));
      if (RECENT.size() > 10) {
        RECENT.remove(0);
      }
    }

    @MemoryLeakTest
    void fails() {
      if (CALLS.incrementAndGet() == 50) {
        throw new IllegalStateException("the fiftieth call");
      }
    }

    @MemoryLeakTest(sensitivity = "none")
    void asksForNothing() {}
  }

  @AfterEach
  void forget() {
    ANSWERS.clear();
    CALLS.set(0);
  }

  private static TestExecutionResult outcome(String method) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(Fixture.class, method))
            .build();
    List<TestExecutionResult> ends = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult end) {
                if (test.isTest()) {
                  ends.add(end);
                }
              }
            });
    assertThat(ends).hasSize(1);
    return ends.get(0);
  }

  private static String message(TestExecutionResult end) {
    return end.getThrowable().flatMap(t -> Optional.ofNullable(t.getMessage())).orElse("");
  }

  @Test
  void aMethodThatLeaksFailsWithTheVerdictAndWhoHoldsIt() {
    TestExecutionResult end = outcome("keepsEachAnswer");
    assertThat(end.getStatus()).isEqualTo(Status.FAILED);
    assertThat(message(end))
        .startsWith("LEAK: ")
        .contains("1. static " + MemoryLeakTestTest.class.getName() + ".ANSWERS")
        .contains("(java.util.concurrent.ConcurrentHashMap)")
        .contains("2. " + Answer.class.getName())
        .containsPattern("\\+1(\\.000 instances)? per request in")
        .contains("limit its size");
  }

  @Test
  void aMethodThatKeepsABoundedNumberPasses() {
    TestExecutionResult end = outcome("keepsTheLastFewAnswers");
    assertThat(end.getStatus()).as(message(end)).isEqualTo(Status.SUCCESSFUL);
    assertThat(CALLS.get()).isGreaterThanOrEqualTo(1_200);
  }

  @Test
  void aFailureOfTheBodyIsAFailureOfTheTest() {
    TestExecutionResult end = outcome("fails");
    assertThat(end.getStatus()).isEqualTo(Status.FAILED);
    assertThat(message(end)).isEqualTo("the fiftieth call");
  }

  @Test
  void aSensitivityThatIsNoneIsSaid() {
    assertThat(message(outcome("asksForNothing"))).contains("sensitivity", "'none' is not a size");
  }
}
