package dev.tidemark.experiment;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RequestSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests of a run, each determined by its index alone, so that all arms get the same.
 *
 * <p>Lengths are stratified: every {@value #DECK} requests in a row ask for the same multiset of
 * prompt and response sizes, in another order. With random sizes the retained bytes are a random
 * walk, and a walk looks like a slope. The response lengths are the mid-quantiles of a log-normal
 * distribution (sigma {@value #SIGMA}), and one that is {@value #LONGEST} times the median: mostly
 * 10 to 100 KB, now and then a megabyte.
 */
public final class Traffic {
  /** Requests that make up one full set of sizes; a round sends a multiple of it. */
  public static final int DECK = 20;

  private static final double SIGMA = 0.75;
  private static final int LONGEST = 44;
  private static final int PROMPT_MIN = 160;
  private static final int PROMPT_STEP = 80;
  private static final Pattern VARIABLE = Pattern.compile("#\\{(\\w+)}");
  private static final Pattern SECRET = Pattern.compile("\\$\\{(\\w+)}");
  private static final String[] OPENINGS = {
    "Explain to a new colleague", "Summarise for the weekly report", "Write release notes about",
    "Draft a friendly reply about", "List the risks of", "Compare two approaches to",
    "Turn these notes into a plan:", "Review this paragraph on"
  };
  private static final String[] WORDS = {
    "the",
    "billing",
    "service",
    "keeps",
    "customer",
    "records",
    "for",
    "seven",
    "years",
    "and",
    "a",
    "nightly",
    "export",
    "moves",
    "them",
    "into",
    "cold",
    "storage",
    "while",
    "support",
    "agents",
    "search",
    "recent",
    "tickets",
    "by",
    "order",
    "number",
    "or",
    "phone",
    "when",
    "an",
    "invoice",
    "is",
    "late",
    "team",
    "sends",
    "reminder",
    "with",
    "clear",
    "steps",
    "to",
    "pay",
    "online",
    "questions",
    "about",
    "refunds",
    "go",
    "through",
    "approval",
    "queue"
  };

  private final RequestSpec spec;
  private final long seed;

  public Traffic(RequestSpec spec, long seed) {
    this.spec = spec;
    this.seed = seed;
  }

  public RequestSpec spec() {
    return spec;
  }

  /**
   * This traffic, after one body and the headers were made.
   *
   * @throws ConfigurationException naming the variable that is not known or not set
   */
  public Traffic checked() {
    headers();
    body(0);
    return this;
  }

  /** The body of the request with this index. */
  public String body(long index) {
    Matcher variable = VARIABLE.matcher(spec.body());
    StringBuilder body = new StringBuilder();
    while (variable.find()) {
      String value =
          switch (variable.group(1)) {
            case "index" -> Long.toString(index);
            case "prompt" -> prompt(index);
            case "maxTokens" -> Integer.toString(maxTokens(index));
            case "stream" -> Boolean.toString(spec.stream());
            default ->
                throw new ConfigurationException(
                    "request.body: #{"
                        + variable.group(1)
                        + "} is not known; there are index, prompt, maxTokens, stream");
          };
      variable.appendReplacement(body, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(body).toString();
  }

  /** A prompt that no other request has: plain ASCII that needs no escaping in JSON. */
  String prompt(long index) {
    int length = PROMPT_MIN + PROMPT_STEP * card(index, 1);
    Random random = new Random(seed * 31 + index);
    StringBuilder text = new StringBuilder(length + 16);
    text.append(OPENINGS[random.nextInt(OPENINGS.length)]);
    text.append(String.format(Locale.ROOT, " (case %08d)", index));
    while (text.length() < length) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    text.setLength(length);
    return text.toString();
  }

  /** The length that the request asks the answer to have, in tokens. */
  int maxTokens(long index) {
    int card = card(index, 2);
    double factor =
        card == DECK - 1 ? LONGEST : Math.exp(SIGMA * normalQuantile((card + 0.5) / (DECK - 1)));
    return Math.max(1, (int) Math.round(spec.medianTokens() * factor));
  }

  /** The headers to send, secrets filled in from the environment; never to be logged. */
  public Map<String, String> headers() {
    return headers(System.getenv());
  }

  Map<String, String> headers(Map<String, String> environment) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    spec.headers()
        .forEach(
            (name, value) -> {
              Matcher secret = SECRET.matcher(value);
              StringBuilder filled = new StringBuilder();
              while (secret.find()) {
                String found = environment.get(secret.group(1));
                if (found == null) {
                  throw new ConfigurationException(
                      "request.headers: "
                          + name
                          + " needs the environment variable "
                          + secret.group(1)
                          + ", which is not set");
                }
                secret.appendReplacement(filled, Matcher.quoteReplacement(found));
              }
              headers.put(name, secret.appendTail(filled).toString());
            });
    return headers;
  }

  /** The position of a request in its deck, after the deck was shuffled for this pass. */
  private int card(long index, long salt) {
    Random random = new Random(seed * 1_000_003 + (index / DECK) * 7 + salt);
    int[] deck = new int[DECK];
    for (int i = 0; i < DECK; i++) {
      int j = random.nextInt(i + 1);
      deck[i] = deck[j];
      deck[j] = i;
    }
    return deck[(int) (index % DECK)];
  }

  private static double normalQuantile(double p) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
        .inverseCumulativeProbability(p);
  }
}
