package dev.kindling.engine.onednn;

/** One step of an executable, bound to its buffers. */
interface Kernel {
  void run();
}
