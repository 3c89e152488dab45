package dev.kindling.engine;

/** An executable in memory that it has in turns with others. */
public interface Tenant extends Executable {

  /**
   * Takes the memory, which may hold any numbers, and writes what must stand there before a run.
   */
  void moveIn();
}
