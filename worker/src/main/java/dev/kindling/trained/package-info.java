/**
 * What training leaves to those who use it: a {@link dev.kindling.trained.TrainedModel} that stands
 * alone, without the run and the stores that it came from. It goes to one file and comes back from
 * it by {@link dev.kindling.trained.ModelFile}; {@code docs/spec/model.md} is the format. Of what
 * Spark ships, Jackson and SnakeYAML are enough to read it.
 */
package dev.kindling.trained;
