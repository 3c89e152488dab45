/**
 * Checkpoints. The state of a training run comes in; directories that exist whole or not at all go
 * out onto a Hadoop file system, and come back verified. {@link
 * dev.kindling.checkpoint.CheckpointStore} writes and reads a {@link
 * dev.kindling.checkpoint.Checkpoint}: a {@link dev.kindling.checkpoint.TrainingState} and its
 * {@link dev.kindling.checkpoint.Provenance}. The format is specified in {@code
 * docs/spec/checkpoint.md}.
 */
package dev.kindling.checkpoint;
