package dev.kindling.engine.nd4j;

import dev.kindling.fault.Fault;
import java.util.OptionalInt;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The backend that ND4J finds on the class path. Any use of this class loads it. */
final class Backend {
  /** How the name begins of what a GPU computes with. */
  static final String CUDA = "cuda-";

  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private Backend() {}

  /** Loads the backend and names what it computes with. */
  static String load() {
    leaveLimitsToTheConfiguration();
    boolean onCpu = Nd4j.getEnvironment().isCPU();
    NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return onCpu
        ? "cpu-" + cpu(library.binaryLevel()) + "-blas-" + cpu(library.optimalLevel())
        : CUDA + library.getDeviceMajor(0) + "." + library.getDeviceMinor(0);
  }

  /** Has this thread compute on a GPU from now on, if there is a choice. */
  static void choose(OptionalInt device) {
    if (device.isEmpty()) {
      return;
    }
    AffinityManager devices = Nd4j.getAffinityManager();
    int count = devices.getNumberOfDevices();
    if (device.getAsInt() >= count) {
      throw Fault.resources(
          "GPU number %d of this process is asked for but it sees %d; see to the discovery script and to %s"
              .formatted(device.getAsInt(), count, CudaDevice.VISIBLE));
    }
    if (devices.getDeviceForCurrentThread() != device.getAsInt()) {
      devices.unsafeSetDevice(device.getAsInt());
    }
  }

  /**
   * JavaCPP refuses even a few bytes once the process holds a multiple of the heap's limit, unless
   * this is turned off before its first use. The limit on a worker is {@code engine.memory}.
   */
  private static void leaveLimitsToTheConfiguration() {
    if (System.getProperty(LIMIT) == null) {
      System.setProperty(LIMIT, "0");
    }
  }

  /** What ND4J's levels stand for: its own kernels are built for one, its BLAS picks the best. */
  private static String cpu(int level) {
    return switch (level) {
      case 1 -> "x86_64";
      case 2 -> "avx2";
      case 3 -> "avx512";
      default -> "generic";
    };
  }
}
