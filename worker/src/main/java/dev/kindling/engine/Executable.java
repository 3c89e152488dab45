package dev.kindling.engine;

/**
 * A plan on an engine, with its memory. One thread at a time may use it. The owner closes it, which
 * frees memory that no garbage collector sees.
 */
public interface Executable extends AutoCloseable {

  /** Sets an input; it stays set over any number of runs. */
  void write(String input, float[] values);

  void run();

  /** Copies an output of the last run into {@code target}, whose length is the output's size. */
  void read(String output, float[] target);

  @Override
  void close();
}
