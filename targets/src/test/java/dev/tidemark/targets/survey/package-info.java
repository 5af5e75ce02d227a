@NullMarked
package dev.tidemark.targets.survey;

import org.jspecify.annotations.NullMarked;
