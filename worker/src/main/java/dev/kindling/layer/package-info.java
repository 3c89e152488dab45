/**
 * Building blocks of models, as plain functions. {@link dev.kindling.trace.Symbol}s whose first
 * axis counts tasks and whose second counts examples come in, with the parameters of each task.
 * Symbols of the same kind go out. {@link dev.kindling.layer.Linear} has the dense and the
 * convolutional layer, {@link dev.kindling.layer.BatchNorm} takes the {@link
 * dev.kindling.layer.Statistics} that it is given, and the others are named for what they do.
 */
package dev.kindling.layer;
