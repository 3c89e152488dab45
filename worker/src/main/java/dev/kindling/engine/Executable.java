package dev.kindling.engine;

/**
 * A plan on an engine. One thread at a time may use it. The owner closes it, which frees memory
 * that no garbage collector sees.
 */
public interface Executable extends AutoCloseable {

  /**
   * Sets an input to the values from {@code offset}; it stays set over any number of runs, as long
   * as no other executable has the memory.
   */
  void write(String input, float[] values, int offset);

  void run();

  /** Copies an output of the last run into {@code target} from {@code offset}. */
  void read(String output, float[] target, int offset);

  @Override
  void close();
}
