/**
 * Systems of linear equations whose matrix is known by what it does to vectors. Such a matrix and
 * right sides come in, task by task. The solutions that {@link
 * dev.kindling.solve.ConjugateGradient} has reached after a given number of iterations go out, as
 * symbols of the same trace.
 */
package dev.kindling.solve;
