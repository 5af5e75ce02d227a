package dev.tidemark.reports;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A run in which every text that comes from elsewhere tries to break out of its place. */
final class Hostile {
  static final String TEXT =
      "</script></style><script>document.title='owned'</script><img src=x"
          + " onerror=\"document.title='owned'\">'\"&amp;\u2028\u2029]]>\u0000\ud800|`<!--%s";

  private Hostile() {}

  static RunVerdict verdict() {
    Verdict leak = new Verdict.Leak(TEXT);
    TargetVerdict target =
        TargetVerdict.of(TEXT, leak)
            .expected(Optional.of(Verdict.Kind.PLATEAU))
            .series(
                List.of(
                    series("jvm.memory.live", MetricKind.LIVE_SET), series(TEXT, MetricKind.BYTES)))
            .requests(800)
            .requestsPerSecond(10)
            .loadSeconds(60)
            .limit(Optional.of(new Limit(ByteSize.ofMebibytes(100), TEXT)))
            .suspects(List.of(new Suspect(TEXT, TEXT, 1, 2, true, TEXT, TEXT)))
            .notes(List.of(TEXT))
            .build();
    return Runs.of(RunVerdict.Gate.FAIL, 1, TEXT, target);
  }

  private static SeriesVerdict series(String name, MetricKind kind) {
    return new SeriesVerdict(
        name,
        kind,
        Unit.BYTES,
        new Verdict.Leak(TEXT),
        Optional.of(Runs.slope(2, 1, 3)),
        100,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        Optional.empty(),
        4,
        Rates.NONE);
  }

  static RunRecord record() {
    Recording recording = new Recording(Runs.START);
    recording.arm(TEXT, 4, 200, Runs.MIB, 10);
    recording.defect(TEXT);
    return recording.record(
        new RunManifest(
            1,
            TEXT,
            Runs.START,
            TEXT,
            Optional.of(TEXT),
            TEXT,
            1,
            new Plan(new ByteSize(1), Allowance.DEFAULT, Duration.ofSeconds(1), 1, List.of(TEXT)),
            List.of(
                new TargetIdentity(
                    TEXT,
                    TEXT,
                    OptionalLong.empty(),
                    TEXT,
                    List.of(TEXT),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))));
  }
}
