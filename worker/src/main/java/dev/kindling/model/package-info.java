/**
 * Models: functions of named parameters and features. {@link dev.kindling.model.ModelSettings} and
 * the shape of tasks come in. A {@link dev.kindling.model.Model} goes out, which says what
 * parameters it has, as a {@link dev.kindling.model.ParameterLayout}, and writes its prediction for
 * {@link dev.kindling.model.Inputs} into a trace.
 */
package dev.kindling.model;
