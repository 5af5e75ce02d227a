package dev.tidemark.traffic;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.Lengths;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The lengths of one deck, in order: what every {@value #CARDS} requests in a row have among them.
 *
 * <p>Idea: a distribution is cut into as many parts of equal probability as there are cards, and
 * each card is the mean of its part. So the mean of the deck is that of the distribution, tail
 * included, and no deck differs from another.
 */
public final class LengthDeck {
  /** Requests that make up one full set of lengths. */
  public static final int CARDS = 20;

  private static final double SIGMA = 0.75;
  private static final int LONGEST = 44;
  private static final int PROMPT_MIN = 160;
  private static final int PROMPT_STEP = 80;
  private static final int MOST_LINES = 5_000_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int[] lengths;

  private LengthDeck(int[] lengths) {
    this.lengths = lengths;
  }

  /** Lengths of prompts in characters. */
  public static LengthDeck ofPrompts(Lengths lengths) {
    if (lengths instanceof Lengths.Usual) {
      int[] usual = new int[CARDS];
      Arrays.setAll(usual, card -> PROMPT_MIN + PROMPT_STEP * card);
      return new LengthDeck(usual);
    }
    return new LengthDeck(cards(lengths));
  }

  /**
   * Lengths of answers in tokens.
   *
   * @param usualMedian of the lengths where nothing was said: log-normal ones, and one that is
   *     {@value #LONGEST} times as long
   */
  public static LengthDeck ofResponses(Lengths lengths, int usualMedian) {
    if (lengths instanceof Lengths.Usual) {
      int[] usual = new int[CARDS];
      Arrays.setAll(
          usual,
          card -> {
            double factor =
                card == CARDS - 1
                    ? LONGEST
                    : Math.exp(
                        SIGMA * NORMAL.inverseCumulativeProbability((card + 0.5) / (CARDS - 1)));
            return Math.max(1, (int) Math.round(usualMedian * factor));
          });
      return new LengthDeck(usual);
    }
    return new LengthDeck(cards(lengths));
  }

  private static int[] cards(Lengths lengths) {
    int[] cards = new int[CARDS];
    if (lengths instanceof Lengths.Fixed fixed) {
      Arrays.fill(cards, fixed.length());
    } else if (lengths instanceof Lengths.LogNormal logNormal) {
      Arrays.setAll(cards, card -> meanOfPart(logNormal, card));
    } else if (lengths instanceof Lengths.OfFile file) {
      double[] seen = sorted(file.file());
      Arrays.setAll(cards, card -> meanOfPart(seen, card));
    }
    return cards;
  }

  /** The mean of a log-normal variable between two of its quantiles. */
  private static int meanOfPart(Lengths.LogNormal of, int card) {
    double sigma = of.sigma();
    double below = below((double) card / CARDS, sigma);
    double above = below((card + 1.0) / CARDS, sigma);
    double mean = of.median() * Math.exp(sigma * sigma / 2) * (above - below) * CARDS;
    return whole(mean);
  }

  /** The share of the whole that lies below a quantile. */
  private static double below(double probability, double sigma) {
    if (probability <= 0) {
      return 0;
    }
    return probability >= 1
        ? 1
        : NORMAL.cumulativeProbability(NORMAL.inverseCumulativeProbability(probability) - sigma);
  }

  private static int meanOfPart(double[] sorted, int card) {
    double from = (double) card * sorted.length / CARDS;
    double to = (card + 1.0) * sorted.length / CARDS;
    double sum = 0;
    for (int i = (int) from; i < Math.min(sorted.length, Math.ceil(to)); i++) {
      sum += sorted[i] * (Math.min(to, i + 1) - Math.max(from, i));
    }
    return whole(sum / (to - from));
  }

  private static int whole(double length) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(length)));
  }

  private static double[] sorted(Path file) {
    double[] seen = new double[16];
    int count = 0;
    int line = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        if (text.isBlank()) {
          continue;
        }
        if (count == MOST_LINES) {
          throw new ConfigurationException(
              file + ": more than " + MOST_LINES + " lengths; a sample of them is enough");
        }
        if (count == seen.length) {
          seen = Arrays.copyOf(seen, 2 * count);
        }
        seen[count++] = length(file, line, text.strip());
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          file + ": lengths cannot be read from it; write one whole number a line", e);
    }
    if (count == 0) {
      throw new ConfigurationException(file + ": there is no length in it; write one a line");
    }
    double[] sorted = Arrays.copyOf(seen, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static int length(Path file, int line, String text) {
    try {
      int length = Integer.parseInt(text);
      if (length > 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // said below, together with what is not above 0
    }
    throw new ConfigurationException(
        file + " line " + line + ": this is not a whole number above 0");
  }

  /**
   * The length of a request.
   *
   * @param key of its content: equal keys have equal lengths
   * @param salt tells prompts from answers
   */
  public int of(long key, long seed, long salt) {
    return lengths[Shuffled.card(key, CARDS, seed, salt)];
  }
}
