package dev.tidemark.probe.jvm;

import java.io.IOException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;

/** Collections forced and counted through management beans. */
record BeanLevers(Beans beans, Collector collector) implements FullCollection.Levers {
  @Override
  public void gc() throws IOException, JMException {
    beans.collect();
  }

  @Override
  public String histogram() throws IOException, JMException, JvmUnavailable {
    try {
      return beans.command("gcClassHistogram");
    } catch (InstanceNotFoundException e) {
      throw JvmUnavailable.because(
          "this JVM offers no GC.class_histogram over JMX; read it with another probe");
    }
  }

  @Override
  public long count() throws IOException, JMException {
    return beans.sum(collector.full(), "CollectionCount");
  }
}
