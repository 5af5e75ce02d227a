package dev.tidemark.diagnosis;

import java.util.regex.Pattern;

/** Classes of the platform whose instances own something beyond their bytes, or run code. */
final class Resources {
  private static final Pattern OWNERS =
      Pattern.compile(
          "(?:.*\\.)?(?:[A-Za-z]*Thread|DirectByteBufferR?|[A-Za-z]*ChannelImpl|FileInputStream"
              + "|FileOutputStream|RandomAccessFile|[A-Za-z]*Socket(?:Impl)?|Deflater|Inflater"
              + "|ZipFile|ZipFileSystem|JarFile|Timer|TimerTask|[A-Za-z]*ThreadPoolExecutor|ForkJoinPool"
              + "|[A-Za-z]*ClassLoader|Process(?:Impl)?|[A-Za-z]*Selector(?:Impl)?"
              + "|CompletableFuture|HttpClientImpl)"
              + "|.*\\$ScheduledFutureTask|java\\.lang\\.Class");

  private Resources() {}

  /**
   * Whether instances of a class own a resource.
   *
   * @param histogramName as the runtime prints it
   */
  static boolean owns(String histogramName) {
    return !ClassNames.ofApplication(histogramName)
        && !histogramName.startsWith("[")
        && OWNERS.matcher(ClassNames.inSource(histogramName)).matches();
  }
}
