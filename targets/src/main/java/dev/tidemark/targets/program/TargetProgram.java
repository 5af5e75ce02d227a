package dev.tidemark.targets.program;

import io.undertow.server.HttpHandler;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The life of a target program: command line, server, ready line.
 *
 * <p>Standard output gets exactly one line, {@code READY port=<port> pid=<pid>}, once the server
 * answers. A wrong command line is one line on standard error and exit code 2; a server that cannot
 * start is one line and exit code 1.
 */
public final class TargetProgram {
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  /** Builds what the server serves from the command line. */
  @FunctionalInterface
  public interface Service {
    HttpHandler handler(Arguments arguments) throws UsageException;
  }

  private TargetProgram() {}

  /** Runs a program whose options, besides the common ones, are {@code valued}. */
  public static void run(String name, String[] args, Set<String> valued, Service service) {
    ROOT_LOGGER.setLevel(Level.WARNING);
    try {
      Arguments arguments = Arguments.parse(args, valued);
      if (arguments.exitWithParent()) {
        ParentLink.ignoreInterrupts();
      }
      int port = LoopbackServer.start(arguments.port(), service.handler(arguments));
      System.out.println("READY port=" + port + " pid=" + ProcessHandle.current().pid());
      System.out.flush();
      if (arguments.exitWithParent()) {
        ParentLink.exitWhenInputEnds();
      }
    } catch (UsageException e) {
      fail(name, e.getMessage(), 2);
    } catch (LoopbackServer.StartException e) {
      fail(name, e.getMessage(), 1);
    }
  }

  private static void fail(
      String name, @org.jspecify.annotations.Nullable String message, int code) {
    System.err.println(name + ": " + message);
    System.exit(code);
  }
}
