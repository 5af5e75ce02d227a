/** Cases that look like leaks and are none. */
@NullMarked
package dev.tidemark.targets.catalogue.innocent;

import org.jspecify.annotations.NullMarked;
