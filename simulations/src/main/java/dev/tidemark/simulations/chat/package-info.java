/**
 * Chat requests over HttpCore's asynchronous connections: sent at most once, streamed, timed chunk
 * by chunk, and ended in the manner that their ticket asks for. Knows nothing of Gatling.
 */
@NullMarked
package dev.tidemark.simulations.chat;

import org.jspecify.annotations.NullMarked;
