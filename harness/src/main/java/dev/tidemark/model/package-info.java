/** The domain: immutable records and units, on java.base alone. */
@NullMarked
package dev.tidemark.model;

import org.jspecify.annotations.NullMarked;
