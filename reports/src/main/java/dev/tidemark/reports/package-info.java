/**
 * What people and machines read of a run: HTML, JSON, JUnit XML, Markdown, the console and the
 * trend.
 */
@NullMarked
package dev.tidemark.reports;

import org.jspecify.annotations.NullMarked;
