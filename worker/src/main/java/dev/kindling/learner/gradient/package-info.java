/**
 * Learners that learn a task by steps along gradients of its support loss. Each file reads like its
 * paper's algorithm, with the departures named.
 */
package dev.kindling.learner.gradient;
