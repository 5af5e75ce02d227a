package dev.tidemark.diagnosis.jfr;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import jdk.management.jfr.FlightRecorderMXBean;

/** A recording of a few events, in a JVM behind JMX. */
final class FlightRecording implements AutoCloseable {
  private final FlightRecorderMXBean recorder;
  private final long number;

  private FlightRecording(FlightRecorderMXBean recorder, long number) {
    this.recorder = recorder;
    this.number = number;
  }

  /** What reads the file of a recording. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /**
   * @param settings as the recorder knows them: {@code jdk.ThreadStart#enabled} and others
   * @throws IOException if the JVM has no flight recorder
   */
  static FlightRecording start(MBeanServerConnection beans, Map<String, String> settings)
      throws IOException {
    try {
      FlightRecorderMXBean recorder =
          JMX.newMXBeanProxy(
              beans,
              new ObjectName("jdk.management.jfr:type=FlightRecorder"),
              FlightRecorderMXBean.class);
      long number = recorder.newRecording();
      recorder.setRecordingSettings(number, settings);
      recorder.setRecordingOptions(number, Map.of("name", "tidemark"));
      recorder.startRecording(number);
      return new FlightRecording(recorder, number);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    } catch (RuntimeException e) {
      throw new IOException("the flight recorder could not be started: " + e.getMessage(), e);
    }
  }

  /** Ends it, and reads what it holds by way of a file that only this user can read. */
  <T> T end(Reader<T> reader) throws IOException {
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
      return reader.read(file);
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
