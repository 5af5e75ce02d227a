package dev.tidemark.diagnosis.jfr;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import jdk.management.jfr.FlightRecorderMXBean;

/**
 * A recording of nothing but objects that stay, in a JVM behind JMX. Objects are sampled as they
 * are made; those that a collection frees leave the sample, so that what leaks gathers in it.
 */
final class OldObjectRecording implements AutoCloseable {
  private static final String EVENT = "jdk.OldObjectSample#";

  /** How long the JVM may stand still while it looks for the ways to the roots. */
  private static final String LONGEST_SEARCH = "5 s";

  private final FlightRecorderMXBean recorder;
  private final long number;

  private OldObjectRecording(FlightRecorderMXBean recorder, long number) {
    this.recorder = recorder;
    this.number = number;
  }

  static OldObjectRecording start(MBeanServerConnection beans) throws IOException {
    try {
      FlightRecorderMXBean recorder =
          JMX.newMXBeanProxy(
              beans,
              new ObjectName("jdk.management.jfr:type=FlightRecorder"),
              FlightRecorderMXBean.class);
      long number = recorder.newRecording();
      recorder.setRecordingSettings(
          number,
          Map.of(
              EVENT + "enabled", "true",
              EVENT + "stackTrace", "true",
              EVENT + "cutoff", LONGEST_SEARCH));
      recorder.setRecordingOptions(number, Map.of("name", "tidemark"));
      recorder.startRecording(number);
      return new OldObjectRecording(recorder, number);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    } catch (RuntimeException e) {
      throw new IOException("the flight recorder could not be started: " + e.getMessage(), e);
    }
  }

  /** Ends it, and reads what it holds by way of a file that only this user can read. */
  List<OldObject> objects() throws IOException {
    recorder.stopRecording(number);
    Path file = Files.createTempFile("tidemark-", ".jfr");
    try {
      long stream = recorder.openStream(number, Map.of());
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        for (byte[] part = recorder.readStream(stream);
            part != null;
            part = recorder.readStream(stream)) {
          out.write(part);
        }
      } finally {
        recorder.closeStream(stream);
      }
      return OldObjectReader.read(file);
    } catch (RuntimeException e) {
      throw new IOException("the flight recording could not be read: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      recorder.closeRecording(number);
    } catch (RuntimeException e) {
      throw new IOException("the flight recording could not be closed: " + e.getMessage(), e);
    }
  }
}
