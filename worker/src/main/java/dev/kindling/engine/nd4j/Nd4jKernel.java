package dev.kindling.engine.nd4j;

/** One step of a run. */
interface Nd4jKernel {
  void run();
}
