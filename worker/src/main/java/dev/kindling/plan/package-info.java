/**
 * From what is to be computed to how: in comes a {@link dev.kindling.program.Program} as traced,
 * out goes a {@link dev.kindling.plan.Plan}, in which the work is rewritten, fused, costed and laid
 * out in one arena. Each rewrite is one small class; {@link dev.kindling.plan.Planner} names their
 * order; {@link dev.kindling.plan.Target} says what the engine at hand can do.
 */
package dev.kindling.plan;
