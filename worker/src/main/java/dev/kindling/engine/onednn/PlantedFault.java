package dev.kindling.engine.onednn;

import dev.kindling.program.Op;
import java.nio.FloatBuffer;

/** Makes the kernels of one operation, and of sweeps that contain it, compute wrongly. */
record PlantedFault(String operation) {
  static final PlantedFault NONE = new PlantedFault("");

  private static final float WRONG = 0.01f;

  Kernel in(Kernel kernel, Op op, FloatBuffer result) {
    if (!concerns(op)) {
      return kernel;
    }
    return () -> {
      kernel.run();
      result.put(0, result.get(0) * (1 + WRONG) + WRONG);
    };
  }

  private boolean concerns(Op op) {
    return op.label().equals(operation)
        || (op instanceof Op.Fused fused
            && fused.body().instructions().stream().anyMatch(i -> concerns(i.op())));
  }
}
