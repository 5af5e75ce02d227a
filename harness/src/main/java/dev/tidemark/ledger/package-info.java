/** The append-only run folder. */
@NullMarked
package dev.tidemark.ledger;

import org.jspecify.annotations.NullMarked;
