/** A server that is talked to by streams of events and over web sockets, leaky or not. */
@NullMarked
package dev.tidemark.targets.talk;

import org.jspecify.annotations.NullMarked;
