package dev.kindling.trained;

import dev.kindling.fault.Require;
import dev.kindling.safetensors.FloatStream;
import dev.kindling.storage.Sha256;
import java.util.Arrays;

/** Meta-parameters, and all that must be known to use them. */
public final class TrainedModel {

  private final ModelDescription description;
  private final float[] theta;

  /**
   * A model of these meta-parameters.
   *
   * @param theta the array itself, which nobody writes to
   */
  public TrainedModel(ModelDescription description, float[] theta) {
    this.description = Require.present("description", description);
    this.theta = Require.present("theta", theta);
    if (theta.length != description.layout().size()) {
      throw new IllegalArgumentException(
          "theta must have %d numbers but has %d"
              .formatted(description.layout().size(), theta.length));
    }
    String sum = sha256(theta);
    if (!sum.equals(description.thetaSha256())) {
      throw new IllegalArgumentException(
          "SHA-256 of theta must be %s but is %s".formatted(description.thetaSha256(), sum));
    }
  }

  /** Of theta's little-endian bytes. */
  public static String sha256(float[] theta) {
    return Sha256.of(out -> FloatStream.write(theta, out));
  }

  public ModelDescription description() {
    return description;
  }

  /** The meta-parameters as their layout has them; the array itself, which nobody writes to. */
  public float[] theta() {
    return theta;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainedModel model
        && description.equals(model.description)
        && Arrays.equals(theta, model.theta);
  }

  @Override
  public int hashCode() {
    return description.hashCode();
  }

  @Override
  public String toString() {
    return "TrainedModel[%s]".formatted(description);
  }
}
