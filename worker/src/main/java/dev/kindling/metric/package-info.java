/**
 * How good predictions are, besides the loss. What a model said of a task's query examples comes
 * in. Numbers such as accuracy, calibration or the area under the curve go out; no learner knows
 * them.
 */
package dev.kindling.metric;
