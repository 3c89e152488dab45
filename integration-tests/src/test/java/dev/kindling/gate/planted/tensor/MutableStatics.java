package dev.kindling.gate.planted.tensor;

import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** State of the whole process. */
final class MutableStatics {
  static int counter;
  static final int[] ARRAY = {1};
  static final HashMap<String, String> MAP = new HashMap<>();
  static final AtomicInteger ATOMIC = new AtomicInteger();

  private MutableStatics() {}
}
