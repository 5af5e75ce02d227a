package dev.tidemark.it;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.stream.LongStream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the threads of another JVM have allocated so far. */
record Allocated(JMXConnector connector, MBeanServerConnection beans, ObjectName threads)
    implements AutoCloseable {

  @SuppressWarnings("BanJNDI") // the address is that of a JVM which the test itself started
  static Allocated in(long pid) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try {
      JMXConnector connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      Allocated allocated =
          new Allocated(
              connector,
              connector.getMBeanServerConnection(),
              new ObjectName("java.lang:type=Threading"));
      allocated.bytes();
      return allocated;
    } finally {
      machine.detach();
    }
  }

  long bytes() throws IOException, JMException {
    long[] ids = (long[]) beans.getAttribute(threads, "AllThreadIds");
    long[] each =
        (long[])
            beans.invoke(
                threads,
                "getThreadAllocatedBytes",
                new Object[] {ids},
                new String[] {long[].class.getName()});
    return LongStream.of(each).filter(one -> one > 0).sum();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
