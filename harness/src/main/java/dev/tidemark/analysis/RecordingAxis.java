package dev.tidemark.analysis;

import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;

/** What growth in a recording is measured against. */
enum RecordingAxis {
  /** The requests that the recording counts. */
  REQUESTS("per request") {
    @Override
    double[] of(Track track) {
      return track.requests();
    }

    @Override
    double length(Life life) {
      return life.requests().orElse(0.0);
    }
  },
  /** Time, where requests are not counted, or stand still. */
  HOURS("per hour") {
    @Override
    double[] of(Track track) {
      double[] hours = track.seconds();
      for (int i = 0; i < hours.length; i++) {
        hours[i] /= SECONDS_PER_HOUR;
      }
      return hours;
    }

    @Override
    double length(Life life) {
      return life.seconds() / SECONDS_PER_HOUR;
    }
  };

  static final double SECONDS_PER_HOUR = 3600;

  private final String per;

  RecordingAxis(String per) {
    this.per = per;
  }

  static RecordingAxis of(Life life) {
    return life.requests().orElse(0.0) > 0 ? REQUESTS : HOURS;
  }

  /** In words, after an amount. */
  String per() {
    return per;
  }

  abstract double[] of(Track track);

  /** How long a life is on this axis. */
  abstract double length(Life life);
}
