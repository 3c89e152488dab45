package dev.kindling.form;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import java.util.List;

/**
 * Plain numbers of one shape.
 *
 * @param shape empty for a scalar
 * @param names of the numbers of a row; empty where nobody gives them any
 */
public record NumberForm(List<Integer> shape, List<String> names, FeatureScale scale)
    implements InputForm {

  public NumberForm {
    shape = Require.copyOfPositive("shape", shape);
    names = Require.copyOf("names", names);
    Require.present("scale", scale);
    if (!names.isEmpty() && !shape.equals(List.of(names.size()))) {
      throw new IllegalArgumentException(
          "names must be of a row of the shape %s but are %d".formatted(shape, names.size()));
    }
  }

  /** Numbers that are learned from as they are. */
  public static NumberForm plain(List<Integer> shape, List<String> names) {
    return new NumberForm(shape, names, FeatureScale.none());
  }

  /** The features of an example, given in the order of its shape. */
  public float[] features(float[] values) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    if (values.length != size) {
      throw Fault.data(
          "an example of %d numbers is expected, of shape %s, but there are %d; give as many as the model learned from"
              .formatted(size, shape, values.length));
    }
    for (int i = 0; i < size; i++) {
      if (!Float.isFinite(values[i])) {
        throw Fault.data(
            "finite numbers are expected but %s is %s; mend the example or leave it out"
                .formatted(name(i), values[i]));
      }
    }
    float[] features = new float[size];
    scale.apply(values, features, 0);
    return features;
  }

  private String name(int index) {
    return names.isEmpty() ? "number " + (index + 1) : names.get(index);
  }

  @Override
  public String text() {
    String scaled = scale.equals(FeatureScale.none()) ? "" : ", x becomes " + scale;
    String named = names.isEmpty() ? "" : ": " + String.join(", ", names);
    return "numbers of shape %s%s%s".formatted(shape, named, scaled);
  }
}
