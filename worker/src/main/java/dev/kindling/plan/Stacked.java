package dev.kindling.plan;

import dev.kindling.program.Op;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** A batch of blocks as one block: {@code [b,n,...]} seen as {@code [1,b*n,...]}. */
final class Stacked {
  private Stacked() {}

  static int of(ProgramBuilder out, int place) {
    Shape shape = out.shape(place);
    List<Integer> dimensions = new ArrayList<>(List.of(1, shape.dimension(0) * shape.dimension(1)));
    for (int axis = 2; axis < shape.rank(); axis++) {
      dimensions.add(shape.dimension(axis));
    }
    return out.add(new Op.Reshape(Shape.of(dimensions)), List.of(place));
  }
}
