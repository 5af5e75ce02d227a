package dev.tidemark.probe.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/** The only class that touches the Attach API, loaded when a JVM is first attached to by pid. */
final class LocalAgent {
  private LocalAgent() {}

  /**
   * Starts the management agent inside a JVM of this machine, where it does not run yet.
   *
   * @return the JMX address that it listens on, for this machine only
   */
  static String start(long pid) throws IOException, JvmUnavailable {
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException e) {
      throw JvmUnavailable.because(
          "process "
              + pid
              + " does not let itself be attached to ("
              + e.getMessage()
              + "); it is no HotSpot JVM, is stopped, or has -XX:+DisableAttachMechanism: give a"
              + " service:jmx URL instead");
    }
    try {
      return machine.startLocalManagementAgent();
    } finally {
      machine.detach();
    }
  }
}
