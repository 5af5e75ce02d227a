/**
 * A fake LLM that speaks the OpenAI chat-completions shape, with response sizes that repeat
 * exactly.
 */
@NullMarked
package dev.tidemark.targets.upstream;

import org.jspecify.annotations.NullMarked;
