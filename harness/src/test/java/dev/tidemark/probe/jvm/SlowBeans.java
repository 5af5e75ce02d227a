package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;

/** This JVM, as if its first class histogram took long. */
final class SlowBeans implements JvmTarget {
  private final Duration delay;
  private boolean slept;

  SlowBeans(Duration delay) {
    this.delay = delay;
  }

  @Override
  public JvmSession open() throws IOException, JMException {
    MBeanServer real = ManagementFactory.getPlatformMBeanServer();
    MBeanServerConnection slow =
        (MBeanServerConnection)
            Proxy.newProxyInstance(
                SlowBeans.class.getClassLoader(),
                new Class<?>[] {MBeanServerConnection.class},
                (proxy, method, arguments) -> {
                  if (arguments != null
                      && arguments.length > 1
                      && "gcClassHistogram".equals(arguments[1])
                      && !slept) {
                    slept = true;
                    sleepThrough(delay);
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return BeanSession.over(new RemoteBeans(slow, () -> {}), "slow");
  }

  /** As a remote JVM does: an interrupt here does not hurry it. */
  private static void sleepThrough(Duration delay) {
    long until = System.nanoTime() + delay.toNanos();
    boolean interrupted = false;
    while (System.nanoTime() < until) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean gone() {
    return false;
  }

  @Override
  public String describe() {
    return "a slow JVM";
  }
}
