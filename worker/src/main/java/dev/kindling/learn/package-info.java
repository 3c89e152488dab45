/**
 * Learners: how a task is learned, and how learning is learned. An {@link
 * dev.kindling.model.Architecture} and the shape of tasks come in. The programs that {@link
 * dev.kindling.learn.EpisodePrograms} writes for any {@link dev.kindling.learn.Learner} go out. A
 * learner says how a block of tasks is {@link dev.kindling.learn.Learned} in an {@link
 * dev.kindling.learn.Episode}, and by which {@link dev.kindling.learn.MetaObjective} its
 * meta-parameters move. {@link dev.kindling.learn.EpisodeNames} says what programs call their
 * inputs and outputs, {@link dev.kindling.task.Sizes} whether tasks may be smaller than their
 * shape.
 */
package dev.kindling.learn;
