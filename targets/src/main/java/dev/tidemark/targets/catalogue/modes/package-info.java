/**
 * Leaks that need more than requests: failures, clients that leave, many at once, time, or a long
 * run; and their clean twins.
 */
@NullMarked
package dev.tidemark.targets.catalogue.modes;

import org.jspecify.annotations.NullMarked;
