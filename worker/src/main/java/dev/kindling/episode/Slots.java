package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.model.ParameterLayout.Parameter;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parts of a flat vector that are inputs or outputs of a program of their own. */
record Slots(List<Slot> slots) {

  /**
   * One part.
   *
   * @param name of the input or output
   * @param offset its first element's place in the vector
   */
  private record Slot(String name, int offset) {}

  /**
   * @param name what the program calls the parameter of a name
   */
  static Slots of(List<Parameter> parameters, UnaryOperator<String> name) {
    return new Slots(
        parameters.stream()
            .map(parameter -> new Slot(name.apply(parameter.name()), parameter.offset()))
            .toList());
  }

  void write(Executable executable, float[] vector) {
    slots.forEach(slot -> executable.write(slot.name(), vector, slot.offset()));
  }

  void read(Executable executable, float[] vector) {
    slots.forEach(slot -> executable.read(slot.name(), vector, slot.offset()));
  }
}
