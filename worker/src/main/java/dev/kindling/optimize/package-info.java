/**
 * The outer optimisers, on flat vectors. The meta-parameters, their gradient and an {@link
 * dev.kindling.optimize.OptimizerState} go into an {@link dev.kindling.optimize.Optimizer}, which
 * an {@link dev.kindling.optimize.OptimizerSettings} builds; out comes an {@link
 * dev.kindling.optimize.Update}, with the inputs untouched.
 */
package dev.kindling.optimize;
