package dev.tidemark.diagnosis.jfr;

import dev.tidemark.diagnosis.Advice;
import dev.tidemark.diagnosis.Site;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;

/** Where the objects that grow are made, and which field holds them, as the flight recorder saw. */
public final class OldObjectSuspects {
  private static final int FEWEST = 2;
  private static final int MOST_OF_A_KIND = 2;

  /** A site or holder of less than this part of the samples is not named. */
  private static final double SHARE = 0.25;

  /** An array as large as this tells something by itself. */
  private static final long LARGE = 1L << 20;

  /**
   * What the JVM makes beside an object that owns something, to free that after it: one list holds
   * them all, whoever holds the objects.
   */
  private static final Set<String> SHADOWS =
      Set.of(
          "jdk.internal.ref.Cleaner",
          "java.nio.DirectByteBuffer$Deallocator",
          "jdk.internal.ref.CleanerImpl$PhantomCleanableRef",
          "java.lang.ref.Finalizer");

  /** The JVM may stand still for so long while it looks for the ways to the roots. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          OldObjectReader.EVENT + "#enabled", "true",
          OldObjectReader.EVENT + "#stackTrace", "true",
          OldObjectReader.EVENT + "#cutoff", "5 s");

  private OldObjectSuspects() {}

  /**
   * Records objects that stay while traffic goes on. They are sampled as they are made; those that
   * a collection frees leave the sample, so that what leaks gathers in it.
   *
   * @throws IOException if the JVM has no flight recorder, or it cannot be read
   */
  public static List<OldObject> record(MBeanServerConnection beans, Traffic traffic)
      throws IOException, InterruptedException {
    try (FlightRecording recording = FlightRecording.start(beans, SETTINGS)) {
      traffic.send();
      return recording.end(OldObjectReader::read);
    }
  }

  /** Those of classes that grow: samples of other classes do not count. */
  public static List<OldObject> telling(List<OldObject> objects, List<Suspect> classes) {
    Set<String> grows = classes.stream().map(Suspect::name).collect(Collectors.toSet());
    return objects.stream().filter(one -> grows.contains(one.className())).toList();
  }

  /** The same without what only accompanies an object that owns something. */
  public static List<OldObject> withoutShadows(List<OldObject> objects) {
    return objects.stream().filter(one -> !SHADOWS.contains(one.className())).toList();
  }

  /**
   * Who holds most of a sample of objects that stay, and who made what that one holds: other
   * objects of the same classes may stay for other reasons.
   *
   * @param classes what grows, by the histograms: samples of other classes do not count
   */
  public static List<Suspect> of(List<OldObject> objects, List<Suspect> classes) {
    Map<String, Suspect> grows = new HashMap<>();
    classes.forEach(one -> grows.put(one.name(), one));
    List<OldObject> telling = telling(objects, classes);
    Function<OldObject, Optional<String>> holder = one -> holder(one, grows);
    List<Suspect> holders = named("holder", telling, holder, holder, grows);
    List<Suspect> suspects = new ArrayList<>(holders);
    List<OldObject> held =
        telling.stream()
            .filter(
                one ->
                    holder
                        .apply(one)
                        .filter(name -> !holders.isEmpty() && name.equals(holders.get(0).name()))
                        .isPresent())
            .toList();
    suspects.addAll(
        named(
            "site",
            held.size() < FEWEST ? telling : held,
            one -> one.site().map(Site::start),
            OldObject::site,
            grows));
    return suspects.isEmpty() ? ofLargest(telling, holder, grows) : suspects;
  }

  /** Who holds the one large array that grows alone, and who made it. */
  private static List<Suspect> ofLargest(
      List<OldObject> telling,
      Function<OldObject, Optional<String>> holder,
      Map<String, Suspect> grows) {
    List<Suspect> suspects = new ArrayList<>();
    telling.stream()
        .filter(one -> one.bytes() >= LARGE)
        .max(Comparator.comparingLong(OldObject::bytes))
        .ifPresent(
            one -> {
              holder.apply(one).ifPresent(name -> suspects.add(alone("holder", name, one, grows)));
              one.site().ifPresent(name -> suspects.add(alone("site", name, one, grows)));
            });
    return suspects;
  }

  private static Suspect alone(
      String kind, String name, OldObject object, Map<String, Suspect> grows) {
    Suspect grown = Optional.ofNullable(grows.get(object.className())).orElseThrow();
    return new Suspect(
        kind,
        name,
        grown.perRequest(),
        grown.bytesPerRequest(),
        false,
        (kind.equals("site") ? "made one " : "holds one ")
            + object.className()
            + " of "
            + ByteSize.format((double) object.bytes()),
        Advice.GROWS_ALONE);
  }

  /** The name of most of them in full: what starts in one place may take several ways from it. */
  private static String usual(List<OldObject> of, Function<OldObject, Optional<String>> name) {
    return of.stream()
        .flatMap(one -> name.apply(one).stream())
        .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /** The nearest field whose owner does not grow itself; the farthest where all do. */
  private static Optional<String> holder(OldObject object, Map<String, Suspect> grows) {
    List<OldObject.Field> fields = object.holders();
    return fields.stream()
        .filter(field -> field.isStatic() || !grows.containsKey(field.owner()))
        .findFirst()
        .or(() -> fields.stream().reduce((one, other) -> other))
        .map(OldObject.Field::text);
  }

  /**
   * Those behind many of the objects.
   *
   * @param key what tells one from another
   * @param name what one is called, in full
   */
  private static List<Suspect> named(
      String kind,
      List<OldObject> telling,
      Function<OldObject, Optional<String>> key,
      Function<OldObject, Optional<String>> name,
      Map<String, Suspect> grows) {
    Map<String, List<OldObject>> byKey =
        telling.stream()
            .filter(one -> key.apply(one).isPresent())
            .collect(Collectors.groupingBy(one -> key.apply(one).orElseThrow()));
    return byKey.entrySet().stream()
        .filter(one -> one.getValue().size() >= Math.max(FEWEST, SHARE * telling.size()))
        .sorted(
            Comparator.comparing((Map.Entry<String, List<OldObject>> one) -> -one.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_OF_A_KIND)
        .map(
            one ->
                suspect(kind, usual(one.getValue(), name), one.getValue(), telling.size(), grows))
        .toList();
  }

  private static Suspect suspect(
      String kind, String name, List<OldObject> of, int all, Map<String, Suspect> grows) {
    Map<String, Long> counts =
        of.stream().collect(Collectors.groupingBy(OldObject::className, Collectors.counting()));
    String most =
        counts.entrySet().stream()
            .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElseThrow();
    Suspect grown = grows.get(most);
    return new Suspect(
        kind,
        name,
        grown == null ? 0 : grown.perRequest(),
        grown == null ? 0 : grown.bytesPerRequest(),
        false,
        String.format(
            Locale.ROOT,
            kind.equals("site")
                ? "made %d of %d sampled objects that stay, most of them %s"
                : "holds %d of %d sampled objects that stay, most of them %s",
            of.size(),
            all,
            most),
        kind.equals("site")
            ? "what is made here is kept: " + Advice.forClass(most)
            : Advice.forHolder(name, "", most, List.of()));
  }
}
