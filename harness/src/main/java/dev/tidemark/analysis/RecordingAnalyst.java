package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Range;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The judge of somebody else's recording of one target. */
public final class RecordingAnalyst {
  private static final int LEAST_FLOORS = 16;

  private final ByteSize sensitivity;
  private final ByteSize allowance;
  private final Optional<Limit> limit;

  /**
   * @param sensitivity the growth per request that must not be missed
   * @param allowance growth that may be a cache filling up
   * @param limit of the target's memory, before the one that the recording tells
   */
  public RecordingAnalyst(ByteSize sensitivity, ByteSize allowance, Optional<Limit> limit) {
    this.sensitivity = sensitivity;
    this.allowance = allowance;
    this.limit = limit;
  }

  public TargetVerdict judge(Recording recording) {
    List<Life> lives = recording.lives();
    Optional<SeriesVerdict> series =
        lives.isEmpty() ? Optional.empty() : Optional.of(judge(lives.get(lives.size() - 1)));
    Verdict verdict =
        series
            .map(SeriesVerdict::verdict)
            .orElseGet(() -> new Verdict.Inconclusive("the recording holds no readings"));
    List<String> notes = new ArrayList<>(recording.defects());
    double requests = lives.stream().mapToDouble(life -> life.requests().orElse(0.0)).sum();
    double seconds = lives.stream().mapToDouble(Life::seconds).sum();
    return new TargetVerdict(
        recording.name(),
        verdict,
        Optional.empty(),
        series.stream().toList(),
        Math.round(requests),
        seconds > 0 ? requests / seconds : 0,
        seconds,
        limit.or(recording::limit),
        Optional.<Range>empty(),
        Optional.<Range>empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of(),
        notes);
  }

  private SeriesVerdict judge(Life life) {
    RecordingAxis axis = RecordingAxis.of(life);
    Track floors = life.track(After.FORCED);
    if (floors.length() >= LEAST_FLOORS) {
      Series series =
          new Series(
              "floor_bytes", MetricKind.LIVE_SET, Unit.BYTES, axis.of(floors), floors.bytes());
      return new SeriesAnalyst()
          .judge(
              series,
              Question.ofRecording((double) sensitivity.bytes(), (double) allowance.bytes()));
    }
    return new PassiveAnalyst(
            new PassiveQuestion((double) sensitivity.bytes(), (double) allowance.bytes(), 1))
        .judge(life, axis);
  }
}
