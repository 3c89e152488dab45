/**
 * Checkpoints. The state of a training run comes in. Directories go out onto a Hadoop file system,
 * which exist whole or not at all and are verified when they are read. {@link
 * dev.kindling.checkpoint.CheckpointStore} writes and reads a {@link
 * dev.kindling.checkpoint.Checkpoint}: a {@link dev.kindling.checkpoint.TrainingState} and its
 * {@link dev.kindling.checkpoint.Provenance}. The format is specified in {@code
 * docs/spec/checkpoint.md}.
 */
package dev.kindling.checkpoint;
