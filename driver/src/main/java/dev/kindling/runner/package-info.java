/**
 * What computes shards. A function of a worker, a meta-state and shards come in; its results go
 * out, in the order of the shards, from a {@link dev.kindling.runner.Runner}: from this process's
 * own threads by {@link dev.kindling.runner.InProcessRunner}, which needs nothing of Spark, or from
 * executors by {@code cluster}. Which of them it is changes no bit of a result.
 */
package dev.kindling.runner;
