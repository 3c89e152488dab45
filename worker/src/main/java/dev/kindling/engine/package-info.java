/**
 * What runs plans. A {@link dev.kindling.plan.Plan} comes in. An {@link
 * dev.kindling.engine.Executable} goes out, which takes inputs, runs any number of times and gives
 * outputs; the executables of a {@link dev.kindling.engine.Workspace} share memory. {@link
 * dev.kindling.engine.ReferenceEngine} is the slow, obvious oracle in double precision; {@link
 * dev.kindling.engine.GuardedExecutable} refuses what executables cannot do.
 */
package dev.kindling.engine;
