/**
 * Makes models of checkpoints. A checkpoint and the inputs of its tasks come in, and a {@link
 * dev.kindling.trained.TrainedModel} goes out by {@link dev.kindling.export.ModelExport}; {@link
 * dev.kindling.export.ModelDirectory} is where it lies, on any Hadoop file system.
 */
package dev.kindling.export;
