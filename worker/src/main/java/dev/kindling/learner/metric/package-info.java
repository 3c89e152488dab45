/**
 * Learners that answer by comparing: a network gives features, and a query example is answered by
 * what its features have in common with those of the support examples. A task is learned in one go,
 * and the meta-parameters do not depend on how many classes it has. Each file reads like its
 * paper's rule, with the departures named.
 */
package dev.kindling.learner.metric;
