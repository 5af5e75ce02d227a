package dev.tidemark.diagnosis.jfr;

import java.util.Optional;

/**
 * An object that was sampled when it was made and was still alive at the end.
 *
 * @param className as in source code
 * @param site the method of the application that made it, with its line
 * @param holder the static field nearest to it on the way to its root, else the field of the
 *     application nearest to it
 * @param root what the way begins with, in words
 */
record OldObject(
    String className, Optional<String> site, Optional<String> holder, Optional<String> root) {}
