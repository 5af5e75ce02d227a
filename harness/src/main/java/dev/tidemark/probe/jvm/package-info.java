/** Reads a JVM over JMX: live set, heap, threads, classes, descriptors. */
@NullMarked
package dev.tidemark.probe.jvm;

import org.jspecify.annotations.NullMarked;
