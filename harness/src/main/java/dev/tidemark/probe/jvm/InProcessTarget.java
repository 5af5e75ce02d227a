package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;

/** This very JVM. */
final class InProcessTarget implements JvmTarget {
  @Override
  public JvmSession open() throws IOException, JMException {
    return BeanSession.over(
        new RemoteBeans(ManagementFactory.getPlatformMBeanServer(), () -> {}), "in process");
  }

  @Override
  public boolean gone() {
    return false;
  }

  @Override
  public String describe() {
    return "this JVM";
  }
}
