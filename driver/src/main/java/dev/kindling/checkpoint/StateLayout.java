package dev.kindling.checkpoint;

import dev.kindling.model.ParameterLayout;
import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which tensors a checkpoint holds, in order: the parameters, then the optimiser's slots.
 *
 * @param slots names of vectors as long as the moved parameters together, in alphabetical order
 */
record StateLayout(ParameterLayout parameters, List<String> slots) {

  StateLayout {
    slots = List.copyOf(slots);
  }

  static StateLayout of(Checkpoint checkpoint) {
    return new StateLayout(
        checkpoint.layout(), List.copyOf(checkpoint.state().optimizer().slots().keySet()));
  }

  /** How many meta-parameters there are. */
  int size() {
    return parameters.size();
  }

  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    long end = 0;
    for (ParameterLayout.Parameter parameter : parameters.parameters()) {
      Tensor tensor = Tensor.floats("theta/" + parameter.name(), shape(parameter), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    for (String slot : slots) {
      Tensor tensor = Tensor.floats("optimizer/" + slot, List.of(parameters.moved()), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    return tensors;
  }

  static List<Integer> shape(ParameterLayout.Parameter parameter) {
    return Arrays.stream(parameter.shape().dimensions()).boxed().toList();
  }
}
