/** The demo AI proxy, in a leaky and a fixed build. */
@NullMarked
package dev.tidemark.targets.proxy;

import org.jspecify.annotations.NullMarked;
