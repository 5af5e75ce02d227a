package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Sizing;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The judge of somebody else's recording of one target.
 *
 * <p>Readings after forced collections are judged as the floors of a run are; otherwise what the
 * target collected of its own accord, with the answers that such readings allow. Growth is per
 * request; where requests are not counted it is per hour, the slope of the series is absent, and
 * all its other figures are per hour.
 */
public final class RecordingAnalyst {
  private final ByteSize sensitivity;
  private final ByteSize allowance;
  private final Optional<Limit> limit;

  /**
   * @param sensitivity the growth per request that must not be missed
   * @param allowance growth that may be a cache filling up
   * @param limit of the target's memory; goes before the one that the recording tells
   */
  public RecordingAnalyst(ByteSize sensitivity, ByteSize allowance, Optional<Limit> limit) {
    this.sensitivity = sensitivity;
    this.allowance = allowance;
    this.limit = limit;
  }

  public TargetVerdict judge(Recording recording) {
    List<Life> lives = recording.lives().stream().filter(RecordingAnalyst::holdsReadings).toList();
    if (lives.isEmpty()) {
      return verdict(recording, new Verdict.Inconclusive("the recording holds no readings"));
    }
    PassiveQuestion question =
        new PassiveQuestion(
            (double) sensitivity.bytes(), (double) allowance.bytes(), lives.size() > 1 ? 2 : 1);
    LivesChoice choice = LivesChoice.of(lives, new RecordingLifeAnalyst(question));
    RecordingLife chosen = choice.chosen();
    RecordingTime time = new RecordingTime(chosen, limit.or(recording::limit));
    SeriesVerdict series =
        LivesReasons.applied(chosen.with(RecordingGrid.applied(chosen)), choice).with(time.rates());
    return verdict(recording, chosen.with(series), time);
  }

  private static boolean holdsReadings(Life life) {
    return !life.tracks().isEmpty();
  }

  private TargetVerdict verdict(Recording recording, RecordingLife chosen, RecordingTime time) {
    List<String> notes = new ArrayList<>(recording.defects());
    time.untilLimit().ifPresent(notes::add);
    time.driver().ifPresent(notes::add);
    return TargetVerdict.of(recording.name(), chosen.series().verdict())
        .series(List.of(chosen.series()))
        .requests(requests(recording))
        .requestsPerSecond(chosen.requestsPerSecond())
        .loadSeconds(seconds(recording))
        .limit(limit.or(recording::limit))
        .requestsToLimit(time.requestsToLimit())
        .secondsToLimit(time.secondsToLimit())
        .lastFloor(chosen.now())
        .peakBytes(peak(recording))
        .notes(notes)
        .sizing(
            new Sizing(
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                time.rates().perHour(),
                time.secondsBetweenRestarts(),
                Optional.empty(),
                Optional.empty()))
        .build();
  }

  private TargetVerdict verdict(Recording recording, Verdict.Inconclusive nothing) {
    return TargetVerdict.of(recording.name(), nothing)
        .requests(requests(recording))
        .loadSeconds(seconds(recording))
        .limit(limit.or(recording::limit))
        .notes(recording.defects())
        .build();
  }

  private static long requests(Recording recording) {
    return Math.round(
        recording.lives().stream().mapToDouble(life -> life.requests().orElse(0.0)).sum());
  }

  private static double seconds(Recording recording) {
    return recording.lives().stream().mapToDouble(Life::seconds).sum();
  }

  /** The highest reading, unless all follow forced collections, which tell no peak. */
  private static OptionalDouble peak(Recording recording) {
    return recording.lives().stream()
        .filter(life -> life.tracks().keySet().stream().anyMatch(what -> what != After.FORCED))
        .mapToDouble(Life::peakBytes)
        .max();
  }
}
