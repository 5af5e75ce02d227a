package dev.tidemark.junit;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Calls the body of a {@link MemoryLeakTest} in rounds, and judges what they leave behind. */
final class MemoryLeakExtension implements InvocationInterceptor {
  /** Rounds before the verdict; as many follow once where it is open. */
  static final int ROUNDS = 60;

  private static final int WARM_UP_SHARE = 10;
  private static final int FEWEST_CALLS = 10;

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    MemoryLeakTest asked =
        AnnotationSupport.findAnnotation(call.getExecutable(), MemoryLeakTest.class).orElseThrow();
    int perRound = perRound(asked);
    ByteSize sensitivity = sensitivity(asked);
    invocation.proceed();
    Object target = context.getRequiredTestInstance();
    Object[] arguments = call.getArguments().toArray();
    Runnable body = () -> ReflectionSupport.invokeMethod(call.getExecutable(), target, arguments);
    for (int i = 0; i < Math.max(perRound, asked.requests() / WARM_UP_SHARE); i++) {
      body.run();
    }
    judge(body, perRound, sensitivity);
  }

  private static void judge(Runnable body, int perRound, ByteSize sensitivity)
      throws IOException, InterruptedException {
    try (FloorJournal journal = FloorJournal.begin()) {
      TargetVerdict verdict = rounds(journal, body, perRound, sensitivity);
      if (verdict.verdict().kind() == Verdict.Kind.INCONCLUSIVE) {
        verdict = rounds(journal, body, perRound, sensitivity);
      }
      if (verdict.verdict().kind() != Verdict.Kind.PLATEAU) {
        Assertions.fail(FailureMessage.of(verdict, journal.calls()));
      }
    }
  }

  private static TargetVerdict rounds(
      FloorJournal journal, Runnable body, int perRound, ByteSize sensitivity)
      throws IOException, InterruptedException {
    journal.floor();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < perRound; i++) {
        body.run();
      }
      journal.called(perRound);
      journal.floor();
    }
    return new InProcessJudge(sensitivity).judge(journal.floors());
  }

  private static int perRound(MemoryLeakTest asked) {
    if (asked.requests() < 1) {
      throw new ExtensionConfigurationException(
          "@MemoryLeakTest(requests = " + asked.requests() + ") calls nothing; ask for 2_000");
    }
    return Math.max(FEWEST_CALLS, (asked.requests() + ROUNDS - 1) / ROUNDS);
  }

  private static ByteSize sensitivity(MemoryLeakTest asked) {
    try {
      ByteSize size = ByteSize.parse(asked.sensitivity());
      if (size.bytes() > 0) {
        return size;
      }
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "@MemoryLeakTest(sensitivity): " + e.getMessage(), e);
    }
    throw new ExtensionConfigurationException(
        "@MemoryLeakTest(sensitivity = \"" + asked.sensitivity() + "\") must be positive");
  }
}
