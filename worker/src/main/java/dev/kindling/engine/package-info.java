/**
 * What runs plans. In comes a {@link dev.kindling.plan.Plan}; out goes an {@link
 * dev.kindling.engine.Executable} that takes inputs, runs any number of times and gives outputs.
 * {@link dev.kindling.engine.ReferenceEngine} is the slow, obvious oracle in double precision;
 * {@link dev.kindling.engine.GuardedExecutable} keeps all of them from what they cannot do.
 */
package dev.kindling.engine;
