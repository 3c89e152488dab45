package dev.kindling.learner.gradient;

import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For a gradient seen as places x inputs x outputs, {@code G'_{pio} = sum_{qjr} P_{pq} I_{ij}
 * G_{qjr} O_{ro}}: a Kronecker product of three matrices, applied one after the other. The last
 * axis of a parameter counts outputs, the one before inputs, and those before are places, of a
 * kernel. There is no matrix for one place or one input.
 */
final class Kronecker implements Preconditioner {
  private static final String PLACES = "places";
  private static final String INPUTS = "inputs";
  private static final String OUTPUTS = "outputs";

  /** How many there are of each in a parameter. */
  private record Counts(int places, int inputs, int outputs) {
    static Counts of(Shape shape) {
      int rank = shape.rank();
      int outputs = rank > 0 ? shape.dimension(rank - 1) : 1;
      int inputs = rank > 1 ? shape.dimension(rank - 2) : 1;
      return new Counts(shape.size() / outputs / inputs, inputs, outputs);
    }
  }

  @Override
  public Map<String, Shape> shapes(Shape shape) {
    Counts counts = Counts.of(shape);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    if (counts.places() > 1) {
      shapes.put(PLACES, Shape.of(counts.places(), counts.places()));
    }
    if (counts.inputs() > 1) {
      shapes.put(INPUTS, Shape.of(counts.inputs(), counts.inputs()));
    }
    shapes.put(OUTPUTS, Shape.of(counts.outputs(), counts.outputs()));
    return shapes;
  }

  @Override
  public double fresh(Shape shape, int place) {
    int side = shape.dimension(0);
    return place / side == place % side ? 1 : 0;
  }

  @Override
  public Symbol apply(Symbols parts, Symbol gradient) {
    Shape shape = gradient.shape();
    int tasks = shape.dimension(0);
    Counts counts = Counts.of(shape.without(List.of(0)));
    Symbol turned = outputs(parts, gradient, tasks, counts);
    if (counts.inputs() > 1) {
      turned = inputs(parts, turned, tasks, counts);
    }
    if (counts.places() > 1) {
      Shape rows = Shape.of(tasks, counts.places(), counts.inputs() * counts.outputs());
      turned = parts.get(PLACES).matMul(turned.reshape(rows));
    }
    return turned.reshape(shape);
  }

  private static Symbol outputs(Symbols parts, Symbol gradient, int tasks, Counts counts) {
    Shape rows = Shape.of(tasks, counts.places() * counts.inputs(), counts.outputs());
    return gradient.reshape(rows).matMul(parts.get(OUTPUTS));
  }

  /** Brings inputs to the front, and back. */
  private static Symbol inputs(Symbols parts, Symbol gradient, int tasks, Counts counts) {
    int places = counts.places();
    int outputs = counts.outputs();
    Symbol front =
        gradient
            .reshape(Shape.of(tasks, places, counts.inputs(), outputs))
            .transpose(0, 2, 1, 3)
            .reshape(Shape.of(tasks, counts.inputs(), places * outputs));
    return parts
        .get(INPUTS)
        .matMul(front)
        .reshape(Shape.of(tasks, counts.inputs(), places, outputs))
        .transpose(0, 2, 1, 3);
  }
}
