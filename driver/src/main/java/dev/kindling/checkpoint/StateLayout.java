package dev.kindling.checkpoint;

import dev.kindling.model.ParameterLayout;
import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import dev.kindling.trained.ParametersJson;
import java.util.ArrayList;
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
    List<Tensor> tensors = new ArrayList<>(ParametersJson.tensors(parameters));
    long end = tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
    for (String slot : slots) {
      Tensor tensor = Tensor.floats("optimizer/" + slot, List.of(parameters.moved()), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    return tensors;
  }
}
