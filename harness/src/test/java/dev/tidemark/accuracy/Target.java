package dev.tidemark.accuracy;

/**
 * One simulated target and what an oracle knows about it.
 *
 * @param requests at each reading
 * @param progress of the run at each reading, from 0 to 1
 * @param readings in bytes
 * @param shape of what it keeps beside a leak, of height 1
 * @param path of the leak, at one byte per request
 * @param slope the true growth, in bytes per request
 */
@SuppressWarnings("ArrayRecordComponent")
record Target(
    Zoo kind,
    double[] requests,
    double[] progress,
    double[] readings,
    double[] shape,
    double[] path,
    double slope) {}
