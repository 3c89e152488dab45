package dev.kindling.checkpoint;

import dev.kindling.checkpoint.SafetensorsHeader.Tensor;
import dev.kindling.model.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tensors a state file holds, in order: the parameters, then the optimiser's slots.
 *
 * @param slots names of vectors as long as all parameters together, in alphabetical order
 */
record StateLayout(List<Parameter> parameters, List<String> slots) {

  StateLayout {
    parameters = List.copyOf(parameters);
    slots = List.copyOf(slots);
  }

  record Parameter(String name, List<Integer> shape) {

    Parameter {
      shape = List.copyOf(shape);
    }

    int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  static StateLayout of(Checkpoint checkpoint) {
    return new StateLayout(
        checkpoint.layout().parameters().stream()
            .map(parameter -> new Parameter(parameter.name(), parameter.shape()))
            .toList(),
        List.copyOf(checkpoint.state().optimizer().slots().keySet()));
  }

  /** How many meta-parameters there are. */
  int size() {
    return parameters.stream().mapToInt(Parameter::size).reduce(0, Math::addExact);
  }

  SafetensorsHeader header() {
    List<Tensor> tensors = new ArrayList<>();
    long end = 0;
    for (Parameter parameter : parameters) {
      Tensor tensor = Tensor.floats("theta/" + parameter.name(), parameter.shape(), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    for (String slot : slots) {
      Tensor tensor = Tensor.floats("optimizer/" + slot, List.of(size()), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    return new SafetensorsHeader(tensors);
  }

  ParameterLayout parameterLayout() {
    List<ParameterLayout.Parameter> named = new ArrayList<>();
    int offset = 0;
    for (Parameter parameter : parameters) {
      named.add(
          new ParameterLayout.Parameter(
              parameter.name(), parameter.shape(), offset, parameter.size()));
      offset += parameter.size();
    }
    return ParameterLayout.of(named);
  }
}
