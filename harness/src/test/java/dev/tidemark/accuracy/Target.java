package dev.tidemark.accuracy;

/**
 * One simulated target and what an oracle knows about it.
 *
 * @param requests at each reading
 * @param progress of the run at each reading, from 0 to 1
 * @param readings in bytes
 * @param shape of what it keeps beside a leak, of height 1
 * @param path of the leak, at one byte per request
 * @param kept what leaked by each reading, in bytes
 * @param slope the growth that is expected of it, in bytes per request
 */
@SuppressWarnings("ArrayRecordComponent")
record Target(
    Zoo kind,
    double[] requests,
    double[] progress,
    double[] readings,
    double[] shape,
    double[] path,
    double[] kept,
    double slope) {

  /**
   * The true growth up to a reading, in bytes per request: what is expected, or, of requests that a
   * run counts, what those that it sent leaked.
   *
   * @param count of readings up to there
   */
  double growth(int count) {
    return kind.leak().counted()
        ? (kept[count - 1] - kept[0]) / (requests[count - 1] - requests[0])
        : slope;
  }
}
