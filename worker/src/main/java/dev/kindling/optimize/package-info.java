/**
 * The outer optimisers, on flat vectors. The meta-parameters, their gradient and an {@link
 * dev.kindling.optimize.OptimizerState} go into an {@link dev.kindling.optimize.Optimizer}, which
 * an {@link dev.kindling.optimize.OptimizerSettings} builds. An {@link
 * dev.kindling.optimize.Update} comes out; the inputs stay as they are.
 */
package dev.kindling.optimize;
