/** The survey of the catalogue: the command against every case, judged by its truth. */
@NullMarked
package dev.tidemark.targets.survey;

import org.jspecify.annotations.NullMarked;
