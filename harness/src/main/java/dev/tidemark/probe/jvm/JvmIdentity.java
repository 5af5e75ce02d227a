package dev.tidemark.probe.jvm;

import dev.tidemark.model.Limit;
import dev.tidemark.probe.AddressRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which JVM is read.
 *
 * @param runtime name, version and collector: {@code OpenJDK 64-Bit Server VM 17.0.15+6, G1}
 * @param collector such as {@code G1}, {@code Parallel}, {@code ZGC}
 * @param arguments the JVM's own arguments, without anything that looks like a secret
 * @param limit of the heap
 * @param explicitGcDisabled whether {@code System.gc()} does nothing
 * @param heap where the heap lies in the address space; an empty list for ZGC, which names its
 *     memory; absent where the JVM does not say
 * @param way how it is read, for people: {@code JMX}, {@code attach socket}
 */
public record JvmIdentity(
    OptionalLong pid,
    String runtime,
    String collector,
    List<String> arguments,
    Instant startedAt,
    Optional<Limit> limit,
    boolean explicitGcDisabled,
    Optional<List<AddressRange>> heap,
    String way) {
  public JvmIdentity {
    arguments = List.copyOf(arguments);
    heap = heap.map(List::copyOf);
  }
}
