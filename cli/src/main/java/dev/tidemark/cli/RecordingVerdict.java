package dev.tidemark.cli;

import dev.tidemark.analysis.Projection;
import dev.tidemark.analysis.Question;
import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.analysis.SeriesAnalyst;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The verdict on one recorded series of floors. */
final class RecordingVerdict {
  private static final int LEAST_FLOORS = 16;

  private RecordingVerdict() {}

  static RunVerdict on(String name, CsvTrace trace, JudgeOptions options) {
    Optional<SeriesVerdict> series =
        trace.floors().length() < LEAST_FLOORS
            ? Optional.empty()
            : Optional.of(
                new SeriesAnalyst()
                    .judge(
                        trace.floors(),
                        Question.ofRecording(
                            (double) options.sensitivity().bytes(),
                            (double) options.allowance().bytes())));
    Verdict verdict =
        series.map(SeriesVerdict::verdict).orElseGet(() -> tooFew(trace.floors().length()));
    return new RunAnalysis(options.strict())
        .of(List.of(target(name, trace, options.limit(), series, verdict)));
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

  private static TargetVerdict target(
      String name,
      CsvTrace trace,
      Optional<Limit> limit,
      Optional<SeriesVerdict> series,
      Verdict verdict) {
    double[] floors = trace.floors().y();
    OptionalDouble last =
        floors.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(floors[floors.length - 1]);
    double rate = trace.seconds() > 0 ? trace.requests() / trace.seconds() : 0;
    Optional<Range> requestsToLimit = requestsToLimit(limit, last, series);
    return new TargetVerdict(
        name,
        verdict,
        Optional.empty(),
        series.stream().toList(),
        trace.requests(),
        rate,
        trace.seconds(),
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
        List.of());
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
