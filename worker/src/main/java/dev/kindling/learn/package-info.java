/**
 * Learners: how a task is learned, and how learning is learned. In come a {@link
 * dev.kindling.model.Model} and the shape of tasks; out goes a {@link dev.kindling.learn.Learner},
 * which writes the programs that give a block of tasks' losses and the gradient of the
 * meta-parameters. {@link dev.kindling.learn.EpisodeNames} says what programs call their inputs and
 * outputs, {@link dev.kindling.task.Sizes} whether tasks may be smaller than their shape.
 */
package dev.kindling.learn;
