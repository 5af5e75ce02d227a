/** Plans and conducts rounds; owns the traffic gate. */
@NullMarked
package dev.tidemark.experiment;

import org.jspecify.annotations.NullMarked;
