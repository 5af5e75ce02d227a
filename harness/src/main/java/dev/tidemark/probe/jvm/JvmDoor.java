package dev.tidemark.probe.jvm;

import dev.tidemark.model.ClassCount;
import java.io.IOException;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * A second way into a JVM that is read already, for what is asked of it seldom. What it is asked
 * may take long, and does not hold up the readings.
 */
public final class JvmDoor implements AutoCloseable {
  private final RemoteBeans beans;

  private JvmDoor(RemoteBeans beans) {
    this.beans = beans;
  }

  /**
   * Into a JVM of this machine.
   *
   * @throws IOException if it cannot be attached to; the message says why
   */
  public static JvmDoor ofPid(long pid) throws IOException {
    try {
      return of(RmiLink.open(LocalAgent.start(pid), java.util.Optional.empty()));
    } catch (JvmUnavailable e) {
      throw new IOException(e.reason(), e);
    }
  }

  /**
   * Into a JVM behind a JMX port that was entered before.
   *
   * @throws IOException if it does not let this user in
   */
  public static JvmDoor ofUrl(String url, RemoteAccess access) throws IOException {
    try {
      Trust.forRmi(access.trustStore());
      return of(RmiLink.open(url, access.credentials()));
    } catch (JvmUnavailable e) {
      throw new IOException(e.reason(), e);
    } catch (SecurityException e) {
      throw new IOException(url + " refused the user", e);
    }
  }

  private static JvmDoor of(Beans beans) throws IOException {
    if (beans instanceof RemoteBeans remote) {
      return new JvmDoor(remote);
    }
    beans.close();
    throw new IOException("there is no MBean server behind this way in");
  }

  public MBeanServerConnection beans() {
    return beans.connection();
  }

  /**
   * All objects by class, those among them that the next collection would free.
   *
   * @throws IOException if the JVM does not list them
   */
  public Map<String, ClassCount> objects() throws IOException {
    try {
      return ClassHistogram.parse(beans.command("gcClassHistogram", "-all")).classes();
    } catch (JMException e) {
      throw new IOException("this JVM does not list its objects: " + e.getMessage(), e);
    } catch (JvmUnavailable e) {
      throw new IOException(e.reason(), e);
    }
  }

  /** How many collections there were, of any kind. */
  public long collections() throws IOException {
    return sum(Beans.COLLECTORS, "CollectionCount");
  }

  /** Open descriptors; 0 where the platform does not say. */
  public long descriptors() throws IOException {
    return sum(Beans.SYSTEM, "OpenFileDescriptorCount");
  }

  private long sum(ObjectName pattern, String attribute) throws IOException {
    try {
      return beans.sum(beans.named(pattern), attribute);
    } catch (JMException e) {
      throw new IOException("the JVM does not tell " + attribute + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    beans.close();
  }
}
