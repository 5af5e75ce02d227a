package dev.tidemark.diagnosis;

import dev.tidemark.model.ClassCount;
import java.util.List;

/**
 * What one class gained over the rounds of a run.
 *
 * @param rounds looked at
 * @param growing rounds in which it gained instances or bytes
 * @param lost bytes in the rounds in which it lost some
 * @param instances gained in all
 * @param bytes gained in all, shallow
 * @param requests ended in all
 * @param error standard error of the bytes gained per request, from round to round
 * @param multiple instances per request where the count is exact, otherwise 0
 * @param exactRounds rounds that gained exactly that many
 */
record Growth(
    String name,
    int rounds,
    int growing,
    long lost,
    long instances,
    long bytes,
    long requests,
    double error,
    int multiple,
    int exactRounds) {
  private static final int LARGEST_MULTIPLE = 4;
  private static final double EXACT_SHARE = 0.9;
  private static final double TOTAL_TOLERANCE = 0.001;
  private static final ClassCount NONE = new ClassCount(0, 0);

  static Growth of(String name, List<RoundGain> gains) {
    int growing = 0;
    long lost = 0;
    long instances = 0;
    long bytes = 0;
    long requests = 0;
    int[] hits = new int[LARGEST_MULTIPLE + 1];
    double[] rates = new double[gains.size()];
    for (int i = 0; i < rates.length; i++) {
      RoundGain gain = gains.get(i);
      ClassCount before = gain.before().classes().getOrDefault(name, NONE);
      ClassCount after = gain.after().classes().getOrDefault(name, NONE);
      long more = after.instances() - before.instances();
      long moreBytes = after.bytes() - before.bytes();
      growing += more > 0 || moreBytes > 0 ? 1 : 0;
      lost += Math.max(0, -moreBytes);
      instances += more;
      bytes += moreBytes;
      requests += gain.requests();
      rates[i] = (double) moreBytes / gain.requests();
      if (more > 0 && more % gain.requests() == 0 && more / gain.requests() <= LARGEST_MULTIPLE) {
        hits[(int) (more / gain.requests())]++;
      }
    }
    int multiple = 0;
    for (int k = 1; k <= LARGEST_MULTIPLE; k++) {
      double expected = (double) k * requests;
      if (hits[k] >= EXACT_SHARE * rates.length
          && Math.abs(instances - expected) <= TOTAL_TOLERANCE * expected) {
        multiple = k;
      }
    }
    return new Growth(
        name,
        rates.length,
        growing,
        lost,
        instances,
        bytes,
        requests,
        standardError(rates),
        multiple,
        hits[multiple]);
  }

  double perRequest() {
    return (double) instances / requests;
  }

  double bytesPerRequest() {
    return (double) bytes / requests;
  }

  private static double standardError(double[] rates) {
    double mean = 0;
    for (double rate : rates) {
      mean += rate / rates.length;
    }
    double squares = 0;
    for (double rate : rates) {
      squares += (rate - mean) * (rate - mean);
    }
    return rates.length < 2 ? 0 : Math.sqrt(squares / (rates.length - 1) / rates.length);
  }
}
