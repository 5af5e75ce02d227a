package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/** Takes 4 KiB of native memory a request, and never gives it back. */
final class RawMemory implements Case {
  private final MethodHandle allocate;
  private final MethodHandle fill;

  RawMemory() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe"); // by name, because javac warns of it
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    allocate = lookup.unreflect(type.getMethod("allocateMemory", long.class)).bindTo(unsafe);
    fill =
        lookup
            .unreflect(type.getMethod("setMemory", long.class, long.class, byte.class))
            .bindTo(unsafe);
  }

  @Override
  public void onRequest(Call call) throws IOException {
    take(4_096);
  }

  private void take(long bytes) throws IOException {
    try {
      long address = (long) allocate.invoke(bytes);
      fill.invoke(address, bytes, (byte) 1);
    } catch (Throwable e) { // what a method handle declares
      throw new IOException("no native memory: " + e, e);
    }
  }
}
