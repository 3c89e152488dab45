/**
 * The outer loop. A configuration and a state come in, of a fresh run or of a checkpoint; {@link
 * dev.kindling.training.MetaTraining} takes outer steps on a cluster, validates and writes
 * checkpoints, and the last state goes out. {@link dev.kindling.training.Resumption} says whether a
 * run may go on, and a {@link dev.kindling.training.TrainingListener} is told how it goes.
 */
package dev.kindling.training;
