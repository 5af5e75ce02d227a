package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Writes an audit record a request to one object stream that is never reset, and so remembers every
 * object that it wrote.
 */
final class ObjectStream implements Case {
  private final ObjectOutputStream audit;

  ObjectStream() throws IOException {
    audit = new ObjectOutputStream(OutputStream.nullOutputStream());
  }

  /** One of them. */
  static final class AuditRecord implements Serializable {
    private static final long serialVersionUID = 1;

    final long number;
    final byte[] digest = new byte[160];

    AuditRecord(long number) {
      this.number = number;
    }
  }

  @Override
  public synchronized void onRequest(Call call) throws IOException {
    audit.writeObject(new AuditRecord(call.number()));
    audit.flush();
  }
}
