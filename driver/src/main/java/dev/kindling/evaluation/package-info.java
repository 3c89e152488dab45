/**
 * How well a model learns tasks that it has not seen. Meta-parameters and a split come in; an
 * {@link dev.kindling.evaluation.EvaluationReport} with the mean error after 0, 1, ... inner steps
 * and its 95 % intervals, and of classes the accuracy, goes out of an {@link
 * dev.kindling.evaluation.Evaluation}, and a {@link dev.kindling.evaluation.Comparison} sets it
 * beside an untrained model. {@link dev.kindling.evaluation.Divergence} tells numbers that ran
 * away.
 */
package dev.kindling.evaluation;
