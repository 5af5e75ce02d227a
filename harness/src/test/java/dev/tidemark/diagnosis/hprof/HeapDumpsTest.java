package dev.tidemark.diagnosis.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.tidemark.diagnosis.hprof.HeapFindings.ClassChange;
import dev.tidemark.diagnosis.hprof.HeapFindings.Holding;
import dev.tidemark.model.ClassCount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of this very JVM, before and after its fixtures grew. */
class HeapDumpsTest {
  private static final int MANY = 20_000;
  private static final String OWN = HeapDumpsTest.class.getName();

  @TempDir private static Path folder;
  private static Path before = Path.of("");
  private static Path after = Path.of("");
  private static HeapFindings findings;
  private static HeapContents contents;

  /** A cache behind a static field, whose entries hold the bytes. */
  private static final class Cache {
    static final Cache ONLY = new Cache();
    final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
  }

  private record Entry(String name, java.nio.ByteBuffer body) {}

  /** A queue of its own make. */
  private static final class Chain {
    static final Chain ONLY = new Chain();
    Link head = new Link(new Link(null));
  }

  @SuppressWarnings("UnusedVariable") // read by the dump alone
  private static final class Link {
    final @Nullable Link next;

    Link(@Nullable Link next) {
      this.next = next;
    }
  }

  /** Held by soft references alone. */
  @SuppressWarnings("UnusedVariable") // read by the dump alone
  private static final class Soft {
    static final List<SoftReference<Soft>> ALL = new ArrayList<>();
    final long[] content = new long[10];
  }

  /** Held by a weak reference alone, and alive at the time of the dump. */
  private static final class Weak {
    static final List<WeakReference<Weak>> ALL = new ArrayList<>();
  }

  /** What each thread keeps for itself. */
  private static final class Scratch {
    static final ThreadLocal<List<Scratch>> LOCAL = ThreadLocal.withInitial(ArrayList::new);
  }

  @BeforeAll
  static void growAndDump() throws IOException {
    Chain.ONLY.head = new Link(Chain.ONLY.head);
    before = dump("before.hprof");
    for (int i = 0; i < MANY; i++) {
      Cache.ONLY.entries.put(i, new Entry("entry " + i, java.nio.ByteBuffer.allocate(200)));
      Chain.ONLY.head = new Link(Chain.ONLY.head);
      Scratch.LOCAL.get().add(new Scratch());
      Soft.ALL.add(new SoftReference<>(new Soft()));
    }
    Weak.ALL.add(new WeakReference<>(new Weak()));
    after = dump("after.hprof");
    HeapDumps dumps = new HeapDumps();
    dumps.read(before);
    dumps.read(after);
    findings = dumps.findings();
    contents = HeapDump.read(after);
  }

  @AfterAll
  static void forget() {
    Cache.ONLY.entries.clear();
    Scratch.LOCAL.remove();
    Soft.ALL.clear();
    Chain.ONLY.head = new Link(null);
  }

  private static Path dump(String name) throws IOException {
    Path file = folder.resolve(name);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    return file;
  }

  private static ClassChange change(Class<?> type) {
    return findings.classes().stream()
        .filter(one -> one.name().equals(type.getName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFieldThatHoldsMostIsNamedFirstWithItsContainer() {
    Holding first = findings.holders().get(0);
    assertThat(first.field()).isEqualTo(OWN + "$Cache.entries");
    assertThat(first.container()).isEqualTo("java.util.concurrent.ConcurrentHashMap");
    assertThat(first.instances()).isEqualTo(MANY);
    assertThat(first.content().get(0).className()).isEqualTo(OWN + "$Entry");
    assertThat(first.bytes()).isGreaterThan(MANY * 200L);
    assertThat(first.advice()).contains("map", "limit its size");
  }

  @Test
  void aPathBeginsWithTheNearestStaticField() {
    List<PathStep> path = findings.holders().get(0).path();
    assertThat(path.get(0)).isEqualTo(new PathStep("class " + OWN + "$Cache", "ONLY", 1));
    assertThat(path.get(path.size() - 1).className()).isEqualTo(OWN + "$Entry");
  }

  @Test
  void whatAClassGainedIsExact() {
    assertThat(change(Entry.class).instances()).isEqualTo(MANY);
    assertThat(change(Entry.class).everyTime()).isTrue();
    assertThat(change(Link.class).instances()).isEqualTo(MANY);
  }

  /** Header of 12 bytes and two references of 4, in steps of 8. */
  @Test
  void bytesAreThoseOfTheHeap() {
    assertThat(change(Entry.class).bytes()).isEqualTo(24L * MANY);
  }

  @Test
  void aLinkedListIsHeldByTheFieldOfItsOwnerAndIsOneStep() {
    assertThat(change(Link.class).heldBy()).isEqualTo(OWN + "$Chain.head");
    List<PathStep> path =
        findings.holders().stream()
            .filter(one -> one.field().endsWith("Chain.head"))
            .findFirst()
            .orElseThrow()
            .path();
    assertThat(path).extracting(PathStep::field).contains("head");
    assertThat(path).hasSizeLessThan(8);
  }

  @Test
  void whatAThreadLocalKeepsIsSaidToBeHeldByIt() {
    assertThat(change(Scratch.class).heldBy()).isEqualTo("a ThreadLocal's value");
    assertThat(findings.holders())
        .extracting(Holding::advice)
        .anyMatch(a -> a.contains("remove()"));
  }

  @Test
  void whatOnlySoftReferencesHoldIsNotGrowth() {
    assertThat(contents.soft())
        .containsEntry(Soft.class.getName(), new ClassCount(MANY, MANY * 16L));
    assertThat(contents.classes()).doesNotContainKey(Soft.class.getName());
    assertThat(findings.soft().instances()).isGreaterThanOrEqualTo(2L * MANY);
  }

  @Test
  void whatOnlyAWeakReferenceLeadsToIsNotHeld() {
    assertThat(contents.classes()).doesNotContainKey(Weak.class.getName());
  }

  @Test
  void aCompressedDumpIsReadAlike() throws IOException {
    Path zipped = folder.resolve("after.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(after, out);
    }
    assertThat(HeapDump.looksLikeOne(zipped)).isTrue();
    assertThat(HeapDump.read(zipped).live()).isEqualTo(contents.live());
  }

  @Test
  void aRedactedCopyHoldsTheSameObjectsAndNoText() throws IOException {
    Path copy = Files.createFile(folder.resolve("redacted.gz"));
    HeapDumpCopy.compressed(after, copy, true);
    assertThat(HeapDump.read(copy).live()).isEqualTo(contents.live());
    String secret = "entry ".concat(Integer.toString(MANY - 7));
    assertThat(text(after).contains(secret)).isTrue();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(copy))) {
      String redacted = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(redacted.contains(secret)).isFalse();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aDumpThatWasCutShortIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(before);
    for (int share = 1; share <= 9; share++) {
      Path part = folder.resolve("part.hprof");
      Files.write(part, Arrays.copyOf(whole, whole.length / 10 * share));
      assertThatThrownBy(() -> HeapDump.read(part))
          .isInstanceOf(HeapDumpUnreadable.class)
          .hasMessageContaining("cut short");
    }
  }

  @Test
  void whatIsNoDumpIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.hprof"), "no dump at all, but long enough");
    assertThatThrownBy(() -> HeapDump.read(text))
        .isInstanceOf(HeapDumpUnreadable.class)
        .hasMessageContaining("is no heap dump");
    Path empty = Files.writeString(folder.resolve("empty.hprof"), "");
    assertThatThrownBy(() -> HeapDump.read(empty)).isInstanceOf(HeapDumpUnreadable.class);
  }

  /** Damage is told in one line, or goes unnoticed; it is never a fault of the reader. */
  @Test
  void damageIsNeverAFaultOfTheReader() throws IOException {
    byte[] whole = Files.readAllBytes(before);
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 12; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k < 400; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged.hprof"), damaged);
      try {
        assertThat(HeapDump.read(file).live().bytes()).isNotNegative();
      } catch (HeapDumpUnreadable e) {
        assertThat(e.complaint()).doesNotContain("\n");
      }
    }
  }
}
