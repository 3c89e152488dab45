/**
 * Learners that learn a task by solving for a head on top of a network's features. The support
 * examples' features come in, and a linear classifier or regression in closed form, or after a few
 * steps that converge, goes out, with the derivative of the solution. The outputs are as many as
 * the task has, and no meta-parameter is, so a learner trained on tasks of some ways is judged on
 * others.
 */
package dev.kindling.learner.closed;
