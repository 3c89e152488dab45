/**
 * The intermediate representation: a straight line of instructions, each an {@link
 * dev.kindling.program.Op} on the results of earlier ones. Operations come in, one at a time,
 * through {@link dev.kindling.program.ProgramBuilder}. An immutable {@link
 * dev.kindling.program.Program} goes out, which {@link dev.kindling.program.Verifier} can check and
 * which prints itself.
 */
package dev.kindling.program;
