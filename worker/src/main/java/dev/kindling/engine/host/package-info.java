/**
 * Kernels in plain Java for what no library has. In come buffers of floats; out go runnables that
 * read some and write one: {@link dev.kindling.engine.host.RowKernels} moves and draws rows, {@link
 * dev.kindling.engine.host.Cholesky} solves systems, {@link dev.kindling.engine.host.Logarithm}
 * takes logarithms, {@link dev.kindling.engine.host.Maxima} maxima.
 */
package dev.kindling.engine.host;
