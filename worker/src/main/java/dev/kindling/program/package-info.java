/**
 * The intermediate representation: a straight line of instructions, each an {@link
 * dev.kindling.program.Op} on the results of earlier ones. In come operations, one at a time,
 * through {@link dev.kindling.program.ProgramBuilder}; out goes an immutable {@link
 * dev.kindling.program.Program} that {@link dev.kindling.program.Verifier} can check and that
 * prints itself.
 */
package dev.kindling.program;
