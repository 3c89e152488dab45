/**
 * Kernels in plain Java for what a library lacks or does slowly or inexactly. Buffers of floats
 * come in. Runnables that read some of them and write one go out: {@link
 * dev.kindling.engine.host.RowKernels} moves and draws rows, {@link
 * dev.kindling.engine.host.Cholesky} solves systems, {@link dev.kindling.engine.host.Logarithm}
 * takes logarithms, and {@link dev.kindling.engine.host.Maxima} finds maxima.
 */
package dev.kindling.engine.host;
