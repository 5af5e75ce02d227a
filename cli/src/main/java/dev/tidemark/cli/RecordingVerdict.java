package dev.tidemark.cli;

import dev.tidemark.analysis.Projection;
import dev.tidemark.analysis.Question;
import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.analysis.SeriesAnalyst;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Range;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.recording.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The verdict on what a file holds. */
final class RecordingVerdict {
  private static final int LEAST_FLOORS = 16;

  private RecordingVerdict() {}

  static RunVerdict on(Found found, JudgeOptions options) {
    List<TargetVerdict> targets = new ArrayList<>();
    for (Recording recording : found.recordings()) {
      targets.add(noted(judge(recording, options), found.remarks()));
    }
    return new RunAnalysis(options.strict()).of(targets);
  }

  private static TargetVerdict judge(Recording recording, JudgeOptions options) {
    Life life = recording.lives().get(recording.lives().size() - 1);
    Track floors = life.track(After.FORCED);
    Optional<SeriesVerdict> series =
        floors.length() < LEAST_FLOORS || life.requests().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new SeriesAnalyst()
                    .judge(
                        new Series(
                            "floor_bytes",
                            MetricKind.LIVE_SET,
                            Unit.BYTES,
                            floors.requests(),
                            floors.bytes()),
                        Question.ofRecording(
                            (double) options.sensitivity().bytes(),
                            (double) options.allowance().bytes())));
    Verdict verdict = series.map(SeriesVerdict::verdict).orElseGet(() -> tooFew(floors.length()));
    double[] y = floors.bytes();
    OptionalDouble last =
        y.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(y[y.length - 1]);
    double requests = life.requests().orElse(0.0);
    double rate = life.seconds() > 0 ? requests / life.seconds() : 0;
    Optional<Limit> limit = options.limit().or(recording::limit);
    Optional<Range> requestsToLimit = requestsToLimit(limit, last, series);
    return new TargetVerdict(
        recording.name(),
        verdict,
        Optional.empty(),
        series.stream().toList(),
        Math.round(requests),
        rate,
        life.seconds(),
        limit,
        requestsToLimit,
        rate > 0
            ? requestsToLimit.map(range -> new Range(range.low() / rate, range.high() / rate))
            : Optional.empty(),
        last,
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of(),
        recording.defects());
  }

  private static Verdict tooFew(int floors) {
    return new Verdict.Inconclusive(
        floors == 0
            ? "floor_bytes is empty: readings without a forced collection do not tell what is held"
            : "floor_bytes holds "
                + floors
                + " floors after the last restart; "
                + LEAST_FLOORS
                + " are the least to judge by");
  }

  private static TargetVerdict noted(TargetVerdict target, List<String> remarks) {
    if (remarks.isEmpty()) {
      return target;
    }
    List<String> notes = new ArrayList<>(target.notes());
    notes.addAll(remarks);
    return new TargetVerdict(
        target.name(),
        target.verdict(),
        target.expected(),
        target.series(),
        target.requests(),
        target.requestsPerSecond(),
        target.loadSeconds(),
        target.limit(),
        target.requestsToLimit(),
        target.secondsToLimit(),
        target.lastFloor(),
        target.peakBytes(),
        target.perInFlight(),
        target.safeInFlight(),
        target.suspects(),
        notes);
  }

  private static Optional<Range> requestsToLimit(
      Optional<Limit> limit, OptionalDouble last, Optional<SeriesVerdict> series) {
    return series
        .filter(one -> one.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE))
        .flatMap(SeriesVerdict::slope)
        .filter(slope -> limit.isPresent() && last.isPresent())
        .map(
            slope ->
                Projection.requestsToLimit(
                    new ByteSize(Math.round(last.getAsDouble())), limit.orElseThrow(), slope));
  }
}
