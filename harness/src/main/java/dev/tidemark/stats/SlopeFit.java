package dev.tidemark.stats;

/**
 * The last slope of a regression.
 *
 * @param slope the coefficient of the last column before y
 * @param error its standard error
 * @param squares what is left of y, never below what rounding explains
 * @param logDeterminant of the products without y
 */
record SlopeFit(double slope, double error, double squares, double logDeterminant, int degrees) {}
