package dev.tidemark.diagnosis.jfr;

import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.diagnosis.Site;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordingFile;

/** Reads the samples of {@code jdk.OldObjectSample} out of a recording. */
final class OldObjectReader {
  static final String EVENT = "jdk.OldObjectSample";

  /** The recorder follows no referent of a reference object: what has a root is held strongly. */
  private static final String ROOT = "root";

  /** Holds the static fields of its class. */
  private static final String MIRROR = "java.lang.Class";

  private static final String ELEMENTS = "arrayElements";
  private static final int LONGEST_WAY = 2_000;

  private OldObjectReader() {}

  static List<OldObject> read(Path file) throws IOException {
    List<OldObject> objects = new ArrayList<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(EVENT)) {
          objects.add(object(event));
        }
      }
    }
    return objects;
  }

  private static OldObject object(RecordedEvent event) {
    RecordedObject sampled = event.getValue("object");
    String name = className(sampled).orElse("?");
    boolean reached = event.hasField(ROOT) && event.getValue(ROOT) != null;
    return new OldObject(name, Stacks.site(event), holders(sampled), bytes(event, name), reached);
  }

  /** Of the elements of an array; references are taken to be compressed. */
  private static long bytes(RecordedEvent event, String name) {
    if (!event.hasField(ELEMENTS) || !name.endsWith("[]")) {
      return 0;
    }
    int each =
        switch (name) {
          case "byte[]", "boolean[]" -> Byte.BYTES;
          case "char[]", "short[]" -> Short.BYTES;
          case "long[]", "double[]" -> Long.BYTES;
          default -> Integer.BYTES;
        };
    return Math.max(0L, event.getInt(ELEMENTS)) * each;
  }

  private static Optional<String> className(RecordedObject object) {
    return of(object, "type", RecordedClass.class)
        .map(type -> ClassNames.inSource(Site.plain(type.getName())));
  }

  /** Walks from the object to its root, as far as the first static field. */
  private static List<OldObject.Field> holders(RecordedObject sampled) {
    List<OldObject.Field> fields = new ArrayList<>();
    Optional<RecordedObject> at = of(sampled, "referrer", RecordedObject.class);
    for (int i = 0; i < LONGEST_WAY && at.isPresent(); i++) {
      Optional<RecordedObject> field = of(at.get(), "field", RecordedObject.class);
      Optional<RecordedObject> owner = of(at.get(), "object", RecordedObject.class);
      if (field.isPresent() && owner.isPresent()) {
        String name = field.get().getString("name");
        String type = className(owner.get()).orElse("?");
        OldObject.Field found = new OldObject.Field(type, name, false);
        if (!isStatic(field.get())) {
          if (ClassNames.ofApplication(type) && !fields.contains(found)) {
            fields.add(found);
          }
        } else if (type.equals(MIRROR)) {
          fields.add(new OldObject.Field(ofMirror(owner.get(), type), name, true));
          return fields;
        } // else the recorder took a static field for the one of the object at the same offset
      }
      at = owner.flatMap(one -> of(one, "referrer", RecordedObject.class));
    }
    return fields;
  }

  private static boolean isStatic(RecordedObject field) {
    return field.hasField("modifiers") && Modifier.isStatic(field.getShort("modifiers"));
  }

  /** Of which class an object of java.lang.Class is the mirror. */
  private static String ofMirror(RecordedObject owner, String otherwise) {
    return of(owner, "description", String.class)
        .filter(text -> text.startsWith("Class Name: "))
        .map(text -> text.substring("Class Name: ".length()).strip())
        .orElse(otherwise);
  }

  private static <T> Optional<T> of(RecordedObject object, String field, Class<T> type) {
    Object value = object.hasField(field) ? object.getValue(field) : null;
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }
}
