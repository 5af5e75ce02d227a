/** What every target program shares: its command line, its ready line, its server and its JSON. */
@NullMarked
package dev.tidemark.targets.program;

import org.jspecify.annotations.NullMarked;
