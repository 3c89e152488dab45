/**
 * Systems of linear equations whose matrix is known by what it does to vectors. In come such a
 * matrix and right sides, task by task; out goes what {@link dev.kindling.solve.ConjugateGradient}
 * has come to after so many iterations, more symbols of the same trace.
 */
package dev.kindling.solve;
