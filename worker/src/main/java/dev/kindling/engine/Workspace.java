package dev.kindling.engine;

import dev.kindling.plan.Plan;

/**
 * The memory that the programs of one thread share. An executable has it from its first write, or
 * run, until the next write to another or run of another; then its inputs and outputs are gone. One
 * thread at a time may use it. The owner closes it after its executables.
 */
public interface Workspace extends AutoCloseable {

  /**
   * Makes the memory large enough for programs to come. Without this it grows when a larger program
   * is compiled, and those that were compiled before are compiled once more.
   */
  void reserve(Footprint largest);

  Executable compile(Plan plan);

  @Override
  void close();
}
