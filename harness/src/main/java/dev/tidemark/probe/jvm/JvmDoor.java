package dev.tidemark.probe.jvm;

import java.io.IOException;
import javax.management.MBeanServerConnection;

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

  @Override
  public void close() throws IOException {
    beans.close();
  }
}
