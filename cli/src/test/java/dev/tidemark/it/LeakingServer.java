package dev.tidemark.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;

/**
 * A server that does one thing to its memory with every request; a program of its own, which ends
 * with its standard input. Arguments: what it does, and how much.
 */
public final class LeakingServer {
  private static final Queue<Object> KEPT = new ConcurrentLinkedQueue<>();
  private static final AtomicLong REQUESTS = new AtomicLong();

  private LeakingServer() {}

  /** What a request does. */
  @FunctionalInterface
  private interface Deed {
    void on(long request) throws Exception;
  }

  /** Loaded again and again, each time by a loader of its own. */
  public static final class Loaded {
    private Loaded() {}
  }

  /** Held softly. */
  static final class Cached {
    final byte[] bytes;

    Cached(int length) {
      bytes = new byte[length];
    }
  }

  public static void main(String[] args) throws Exception {
    Deed deed = deed(args[0], args.length > 1 ? Integer.parseInt(args[1]) : 0);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("port", 0)),
            64);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", exchange -> answer(exchange, deed));
    server.start();
    System.out.println(
        "READY port=" + server.getAddress().getPort() + " pid=" + ProcessHandle.current().pid());
    while (System.in.read() >= 0) {
      // until whoever started it is gone
    }
    System.exit(0);
  }

  private static void answer(HttpExchange exchange, Deed deed) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      int status = 200;
      String text = "{\"answer\":\"noted\"}";
      try {
        deed.on(REQUESTS.incrementAndGet());
      } catch (OutOfMemoryError e) {
        status = 500;
        text = "{\"error\":\"" + e + "\"}";
      } catch (Exception e) {
        status = 500;
        text = "{\"error\":\"it failed\"}";
      }
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Deed deed(String name, int n) throws Exception {
    return switch (name) {
      case "none" -> request -> {};
      case "native" -> nativeMemory(n);
      case "deflater" -> request -> use(new Deflater());
      case "metaspace" -> request -> loadAgain();
      case "soft" -> softCache(n);
      case "heap" -> request -> KEPT.add(new byte[n]);
      case "slow-when-full" -> slowWhenFull(n);
      case "churn" -> request -> churn(n);
      case "exit" ->
          request -> {
            if (request > n) {
              Runtime.getRuntime().halt(7);
            }
          };
      case "crash" -> crashAfter(n);
      case "oom" ->
          request -> {
            if (request > n) {
              throw new OutOfMemoryError("Java heap space");
            }
          };
      case "oom-said" ->
          request -> {
            if (request == n) {
              Thread thread = new Thread(LeakingServer::runOut, "worker");
              thread.start();
              thread.join();
            }
          };
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Keeps so many bytes a request; once they fill most of the heap one of ten takes a second. */
  private static Deed slowWhenFull(int n) {
    double most = 0.78 * Runtime.getRuntime().maxMemory();
    return request -> {
      KEPT.add(new byte[n]);
      if ((double) request * n > most && request % 10 == 0) {
        Thread.sleep(1_000);
      }
    };
  }

  /** What was cleared leaves the cache with the next request, as any soft cache does. */
  private static Deed softCache(int n) {
    ReferenceQueue<Cached> cleared = new ReferenceQueue<>();
    Set<Reference<?>> entries = ConcurrentHashMap.newKeySet();
    return request -> {
      for (Reference<?> gone = cleared.poll(); gone != null; gone = cleared.poll()) {
        entries.remove(gone);
      }
      entries.add(new SoftReference<>(new Cached(n), cleared));
    };
  }

  @SuppressWarnings("ModifiedButNotUsed") // it is held until memory runs out
  private static void runOut() {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      all.add(new byte[16 << 20]);
    }
  }

  private static void use(Deflater deflater) {
    deflater.setInput(new byte[1 << 12]);
    deflater.finish();
    deflater.deflate(new byte[1 << 13]);
    KEPT.add(deflater);
  }

  private static void churn(int n) {
    byte[][] garbage = new byte[64][];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = new byte[n];
    }
    KEPT.add(garbage.length);
    KEPT.poll();
  }

  /** Memory that no collector knows: by reflection, since javac warns of its mere mention. */
  private record Raw(Object unsafe, Method allocate, Method fill, Method put) {
    static Raw memory() throws ReflectiveOperationException {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return new Raw(
          field.get(null),
          type.getMethod("allocateMemory", long.class),
          type.getMethod("setMemory", long.class, long.class, byte.class),
          type.getMethod("putAddress", long.class, long.class));
    }
  }

  private static Deed nativeMemory(long n) throws ReflectiveOperationException {
    Raw raw = Raw.memory();
    return request -> {
      Object address = raw.allocate().invoke(raw.unsafe(), n);
      raw.fill().invoke(raw.unsafe(), address, n, (byte) 1);
    };
  }

  private static Deed crashAfter(int n) throws ReflectiveOperationException {
    Raw raw = Raw.memory();
    return request -> {
      if (request > n) {
        raw.put().invoke(raw.unsafe(), 0L, 1L);
      }
    };
  }

  private static void loadAgain() {
    try {
      URL own = LeakingServer.class.getProtectionDomain().getCodeSource().getLocation();
      ClassLoader loader = new URLClassLoader(new URL[] {own}, null);
      KEPT.add(loader.loadClass(Loaded.class.getName()));
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
