package dev.tidemark.diagnosis;

import dev.tidemark.model.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which objects open the descriptors that gather, where the objects themselves do not stay.
 *
 * <p>Idea: a directory stream or a selector that nobody closes is collected, and its descriptor
 * stays. So the objects are counted before a collection frees them: of an owner as many were made
 * as descriptors were opened, or a half, a third or a quarter of them. Classes of the platform are
 * told by what they are known to own; others by their names, and only where few requests open
 * something, since much else is made once with every request.
 */
public final class DescriptorOwners {
  /** With fewer descriptors a class may have been made as often by chance. */
  public static final int FEWEST = 8;

  private static final Pattern OF_PLATFORM =
      Pattern.compile(
          "(java|jdk|sun)\\..*(DirectoryStream|SelectorImpl|ChannelImpl|WatchService|PipeImpl"
              + "|FileInputStream|FileOutputStream|RandomAccessFile|SocketImpl)");
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          ".*(Stream|Channel|Socket|Selector|Connect(ion|or)|Acceptor|Client|Watch(er|Service)"
              + "|File|Pipe|EventLoop)");

  private static final int MOST_OF_ONE = 4;

  /** Of these others may be made and closed, such as those that a server accepts. */
  private static final Pattern SOCKETS =
      Pattern.compile("sun\\.nio\\.ch\\.(SocketChannelImpl|NioSocketImpl)");

  /** Descriptors that others open or close meanwhile, as a share. */
  private static final double STRAY = 0.05;

  /** Above this rate what is made once with every request cannot be told from an owner. */
  private static final double SELDOM = 0.3;

  private DescriptorOwners() {}

  /**
   * The owners, the one that says most last: one of the platform, and one of the application or a
   * library.
   *
   * @param perRequest descriptors gained with every request
   * @param sockets whether they are sockets
   */
  public static List<Suspect> of(MadeObjects made, double perRequest, boolean sockets) {
    long opened = made.opened();
    if (opened < FEWEST) {
      return List.of();
    }
    Predicate<String> known =
        name ->
            (OF_PLATFORM.matcher(name).matches() && opens(made.of(name), opened))
                || (sockets && SOCKETS.matcher(name).matches() && made.of(name) >= opened);
    Predicate<String> named =
        name ->
            perRequest <= SELDOM
                && ClassNames.ofApplication(name)
                && OF_OTHERS.matcher(name).matches()
                && opens(made.of(name), opened);
    List<Suspect> owners = new ArrayList<>();
    for (Predicate<String> kind : List.of(known, named)) {
      made.most(kind)
          .map(name -> suspect(name, made.of(name), opened, perRequest))
          .ifPresent(owners::add);
    }
    return owners;
  }

  /** Whether each may have opened the same number. */
  private static boolean opens(long made, long opened) {
    long each = made <= 0 ? 0 : Math.round((double) opened / made);
    return each >= 1
        && each <= MOST_OF_ONE
        && Math.abs(each * made - opened) <= Math.max(1, STRAY * opened);
  }

  private static Suspect suspect(String name, long made, long opened, double perRequest) {
    return new Suspect(
        "descriptor",
        ClassNames.inSource(name),
        perRequest * Math.min(made, opened) / opened,
        0,
        false,
        String.format(
            Locale.ROOT,
            "%,d were made while %,d descriptors were opened; the objects are collected, what they"
                + " opened is not closed",
            made,
            opened),
        Advice.forClass("java.io.FileDescriptor"));
  }
}
