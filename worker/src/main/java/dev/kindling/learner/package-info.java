/**
 * The catalogue of what a configuration can choose from this module. {@link
 * dev.kindling.learner.WorkerKinds} lists it; the learners stand in the packages below, by what
 * they learn a task with.
 */
package dev.kindling.learner;
