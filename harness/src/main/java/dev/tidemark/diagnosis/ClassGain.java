package dev.tidemark.diagnosis;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;

/**
 * What one class gained from one floor to another.
 *
 * @param name as the runtime prints it
 * @param requests ended in between
 */
record ClassGain(String name, long instances, long bytes, long requests) {
  private static final ClassCount NONE = new ClassCount(0, 0);

  static ClassGain between(Tick first, Tick last, String name) {
    ClassCount before = first.classes().getOrDefault(name, NONE);
    ClassCount after = last.classes().getOrDefault(name, NONE);
    return new ClassGain(
        name,
        after.instances() - before.instances(),
        after.bytes() - before.bytes(),
        last.counts().ended() - first.counts().ended());
  }

  Suspect suspect(String evidence, String advice) {
    return new Suspect(
        "class",
        ClassNames.inSource(name),
        (double) instances / requests,
        (double) bytes / requests,
        false,
        evidence,
        advice);
  }
}
