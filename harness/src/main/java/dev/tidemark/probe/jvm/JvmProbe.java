package dev.tidemark.probe.jvm;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.DeadlineThread;
import dev.tidemark.probe.DeadlineThread.Outcome;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.probe.Witness;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a HotSpot JVM over JMX: the live set by class after a forced full collection, and the
 * counts that leak beside the heap.
 *
 * <p>The JVM must stay the same: once it was restarted every reading is missed.
 */
public final class JvmProbe implements Probe {
  private static final Logger LOG = LoggerFactory.getLogger(JvmProbe.class);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final JvmTarget target;
  private final Clocks clocks;
  private final DeadlineThread thread;
  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<JvmSession> session = Optional.empty();
  private volatile Optional<JvmIdentity> identity = Optional.empty();

  private JvmProbe(JvmTarget target, Clocks clocks) {
    this.target = target;
    this.clocks = clocks;
    this.thread = new DeadlineThread("tidemark-jvm-" + target.describe().replace(' ', '-'));
  }

  /** Reads a JVM of this machine and, unless root, of this user. */
  public static JvmProbe ofPid(long pid, Clocks clocks) {
    return new JvmProbe(new PidTarget(pid), clocks);
  }

  /**
   * Reads a JVM behind a JMX port.
   *
   * @param url such as {@code service:jmx:rmi:///jndi/rmi://staging:9010/jmxrmi}
   */
  public static JvmProbe ofUrl(String url, Optional<Credentials> credentials, Clocks clocks) {
    return ofUrl(url, new RemoteAccess(credentials, Optional.empty(), Witness.NONE), clocks);
  }

  /** Reads a JVM behind a JMX port. */
  public static JvmProbe ofUrl(String url, RemoteAccess access, Clocks clocks) {
    return new JvmProbe(new UrlTarget(url, access), clocks);
  }

  /**
   * Reads a JVM behind a Jolokia agent.
   *
   * @param url such as {@code http://staging:8778/jolokia}
   */
  public static JvmProbe ofJolokia(URI url, RemoteAccess access, Clocks clocks) {
    return new JvmProbe(new JolokiaTarget(url, access), clocks);
  }

  static JvmProbe of(JvmTarget target, Clocks clocks) {
    return new JvmProbe(target, clocks);
  }

  /** Reads the JVM that this code runs in. */
  public static JvmProbe inProcess(Clocks clocks) {
    return new JvmProbe(new InProcessTarget(), clocks);
  }

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true);
  }

  /** The JVM that the first successful connection found; empty before. */
  public Optional<JvmIdentity> identity() {
    return identity;
  }

  @Override
  public Reading read(ReadRequest request) {
    Outcome<Reading> outcome = thread.call(() -> readNow(request), request.deadline());
    if (outcome instanceof Outcome.Done<Reading> done) {
      return done.value();
    }
    if (outcome instanceof Outcome.Failed<Reading> failed) {
      return missed(target.describe() + " could not be read: " + Causes.words(failed.cause()));
    }
    if (outcome instanceof Outcome.Late<Reading> late) {
      return missed(
          target.describe()
              + (late.begun()
                  ? " did not answer within " + request.deadline()
                  : " still does not answer an earlier reading")
              + target.obstacle().map(why -> ": " + why).orElse(""));
    }
    return missed(
        outcome instanceof Outcome.Closed<Reading>
            ? "the probe is closed"
            : "interrupted while reading " + target.describe());
  }

  private Reading.Missed missed(String reason) {
    boolean gone = target.gone();
    return new Reading.Missed(gone ? target.epitaph() : reason, gone);
  }

  /** A connection that was lost is opened once again, in case only the connection died. */
  private Reading readNow(ReadRequest request) throws InterruptedException {
    TrustedAnswers.watchThisThread();
    try {
      try {
        return measure(request.depth());
      } catch (IOException e) {
        drop();
        if (target.gone() || request.deadline().expired()) {
          return missed(target.describe() + " could not be read: " + Causes.words(e));
        }
        return measure(request.depth());
      }
    } catch (IOException | JMException e) {
      drop();
      return missed(target.describe() + " could not be read: " + Causes.words(e));
    } catch (SecurityException e) {
      return missed(
          target.describe()
              + " denies the reading; its user must be allowed to run operations, in JMX by the"
              + " readwrite role: "
              + Causes.words(e));
    } catch (JvmUnavailable e) {
      return new Reading.Missed(e.reason(), e.gone() || target.gone());
    }
  }

  private Reading measure(Depth depth)
      throws IOException, JMException, JvmUnavailable, InterruptedException {
    JvmSession jvm = connected();
    if (depth == Depth.LIGHT) {
      return new Reading.Measured(
          clocks.monotonic().nanos(), clocks.wall().instant(), jvm.light(), Map.of());
    }
    JvmSession.Floor floor = jvm.floor();
    return new Reading.Measured(
        clocks.monotonic().nanos(),
        clocks.wall().instant(),
        List.copyOf(floor.samples()),
        floor.live().classes());
  }

  private JvmSession connected()
      throws IOException, JMException, JvmUnavailable, InterruptedException {
    if (session.isEmpty()) {
      JvmSession opened = target.open();
      session = Optional.of(opened);
      if (identity.isEmpty()) {
        identity = Optional.of(opened.identity());
      }
    }
    JvmSession current = session.get();
    JvmIdentity first = identity.orElse(current.identity());
    if (!first.startedAt().equals(current.identity().startedAt())) {
      drop();
      throw new JvmUnavailable(
          "restarted: " + target.describe() + " started at " + current.identity().startedAt(),
          true);
    }
    return current;
  }

  private void drop() {
    Optional<JvmSession> old = session;
    session = Optional.empty();
    if (old.isPresent()) {
      try {
        old.get().close();
      } catch (IOException e) {
        LOG.debug("closing the connection to {}", target.describe(), e);
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.call(
          () -> {
            drop();
            return true;
          },
          Deadline.after(FAREWELL, clocks.monotonic()));
      thread.close();
    }
  }
}
