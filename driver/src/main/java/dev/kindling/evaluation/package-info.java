/**
 * How well a model learns tasks that it has not seen. Meta-parameters and a split come into an
 * {@link dev.kindling.evaluation.Evaluation}; an {@link dev.kindling.evaluation.EvaluationReport}
 * goes out, with the mean error after 0, 1, ... inner steps and its 95 % intervals, and for classes
 * the accuracy. A {@link dev.kindling.evaluation.Comparison} sets it beside an untrained model.
 * {@link dev.kindling.evaluation.Standings} set several models side by side, and by a {@link
 * dev.kindling.evaluation.PairedDifference} task by task. {@link
 * dev.kindling.evaluation.Divergence} recognises a run whose numbers ran away.
 */
package dev.kindling.evaluation;
