package dev.tidemark.probe.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The only class that touches the Attach API, loaded when a JVM is first attached to by pid. */
final class LocalAgent {
  private LocalAgent() {}

  /**
   * The JVMs of this user, or in sight of root, by process id: what their command lines begin with.
   */
  static Map<Long, String> list() {
    Map<Long, String> names = new TreeMap<>();
    for (VirtualMachineDescriptor one : VirtualMachine.list()) {
      if (one.id().matches("\\d{1,18}") && !one.displayName().isBlank()) {
        names.put(Long.parseLong(one.id()), one.displayName());
      }
    }
    return names;
  }

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
