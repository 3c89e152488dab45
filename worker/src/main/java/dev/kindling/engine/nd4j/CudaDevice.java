package dev.kindling.engine.nd4j;

import dev.kindling.fault.Fault;
import java.util.List;

/** The number that CUDA has for a GPU in this process. */
final class CudaDevice {
  static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  private CudaDevice() {}

  /**
   * CUDA numbers all GPUs of a machine, or those that a variable names, in its order.
   *
   * @param address as a scheduler names a GPU: its number on the machine, or what the variable
   *     calls it
   * @param visible the variable's value; null or empty where it is not set
   */
  static int number(String address, String visible) {
    if (visible == null || visible.isBlank()) {
      return numeral(address);
    }
    int place = List.of(visible.strip().split("\\s*,\\s*")).indexOf(address);
    if (place < 0) {
      throw Fault.resources(
          "GPU %s is given to a task but %s is %s, so this process does not see it; let the variable name it, or unset it"
              .formatted(address, VISIBLE, visible));
    }
    return place;
  }

  private static int numeral(String address) {
    try {
      int number = Integer.parseInt(address);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // What is said of it is the same.
    }
    throw Fault.resources(
        "the number of a GPU is expected but %s is given to a task; let the discovery script print numbers as nvidia-smi has them, or set %s"
            .formatted(address, VISIBLE));
  }
}
