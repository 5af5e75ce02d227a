package dev.tidemark.targets.catalogue;

import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.UsageException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** The catalogue itself: from a name to what leaks. */
final class Leaks {
  private static final int DIRECT_BYTES = 1_024;

  private Leaks() {}

  static Leak named(String name, Arguments arguments) throws UsageException {
    return switch (name) {
      case "none" -> body -> {};
      case "16b" -> new SixteenByteLeak();
      case "late-lru" -> new LateLru(arguments.intValue("capacity", 3_000, 1, 10_000_000));
      case "random-size" ->
          new RandomSizes(
              arguments.intValue("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
              arguments.positiveValue("scale", 1));
      case "direct-buffer" -> directBuffers();
      case "thread" -> Leaks::parkThread;
      case "fd" -> openFiles();
      case "time" -> new TimeLeak(arguments.intValue("every-millis", 5, 1, 60_000));
      case "content-cache" -> new ContentCache();
      case "errors-only" -> new ErrorsOnly();
      default ->
          throw new UsageException(
              "--leak knows none, 16b, late-lru, random-size, direct-buffer, thread, fd, time,"
                  + " content-cache and errors-only, not '"
                  + name
                  + "'");
    };
  }

  private static Leak directBuffers() {
    ConcurrentLinkedQueue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();
    return body -> kept.add(ByteBuffer.allocateDirect(DIRECT_BYTES));
  }

  private static Leak openFiles() {
    ConcurrentLinkedQueue<FileChannel> kept = new ConcurrentLinkedQueue<>();
    return body -> kept.add(FileChannel.open(Path.of("/dev/null")));
  }

  private static void parkThread(byte[] body) {
    Thread thread = new Thread(Leaks::parkForEver, "tidemark-leaked");
    thread.setDaemon(true);
    thread.start();
  }

  private static void parkForEver() {
    while (true) {
      LockSupport.park();
    }
  }
}
