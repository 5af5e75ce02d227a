/** Chat requests against servers that misbehave in one way each. */
@NullMarked
package dev.tidemark.simulations.chat;

import org.jspecify.annotations.NullMarked;
