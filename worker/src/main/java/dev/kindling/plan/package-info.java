/**
 * From what is to be computed to how. A {@link dev.kindling.program.Program} comes in as traced. A
 * {@link dev.kindling.plan.Plan} goes out, in which the work is rewritten, fused, costed and laid
 * out in one arena. Each rewrite is one small class; {@link dev.kindling.plan.Planner} gives their
 * order; {@link dev.kindling.plan.Target} says what the engine at hand can do.
 */
package dev.kindling.plan;
