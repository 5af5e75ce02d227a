package dev.tidemark.sample;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import java.util.function.Function;

/** A probe that answers what it is told. */
record FakeProbe(String name, Capabilities capabilities, Function<ReadRequest, Reading> answer)
    implements Probe {
  FakeProbe(String name, Function<ReadRequest, Reading> answer) {
    this(name, Capabilities.NUMBERS_ONLY, answer);
  }

  @Override
  public Reading read(ReadRequest request) {
    return answer.apply(request);
  }

  @Override
  public void close() {}
}
