package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Case;

/** Keeps nothing. */
final class Nothing implements Case {}
