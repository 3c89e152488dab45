package dev.kindling.trained;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Role;
import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A layout of meta-parameters as JSON, and as the tensors of a file. */
public final class ParametersJson {

  private ParametersJson() {}

  /** The tensors {@code theta/NAME}, from the first byte of a file's tensors on. */
  public static List<Tensor> tensors(ParameterLayout layout) {
    List<Tensor> tensors = new ArrayList<>();
    long end = 0;
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      Tensor tensor = Tensor.floats("theta/" + parameter.name(), shape(parameter), end);
      tensors.add(tensor);
      end = tensor.end();
    }
    return tensors;
  }

  private static List<Integer> shape(ParameterLayout.Parameter parameter) {
    return Arrays.stream(parameter.shape().dimensions()).boxed().toList();
  }

  public static void write(ParameterLayout layout, ArrayNode list) {
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      ObjectNode entry = list.addObject().put("name", parameter.name());
      shape(parameter).forEach(entry.putArray("shape")::add);
      entry.put("role", parameter.role().name().toLowerCase(Locale.ROOT));
    }
  }

  public static ParameterLayout read(List<JsonFields> entries) throws DamageException {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    for (JsonFields entry : entries) {
      entry.refuseOthers("name", "shape", "role");
      add(layout, entry.text("name"), entry.sizes("shape"), role(entry));
    }
    return layout.build();
  }

  private static void add(
      ParameterLayout.Builder layout, String name, List<Integer> shape, Role role)
      throws DamageException {
    try {
      layout.add(name, Shape.of(shape), role);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new DamageException(
          "expected parameters with names of their own, moved ones first, that fit an array but found "
              + JsonFields.printable(name + " " + shape),
          e);
    }
  }

  private static Role role(JsonFields entry) throws DamageException {
    String text = entry.text("role");
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
        return role;
      }
    }
    throw DamageException.expected("role moved, carried or fixed", JsonFields.printable(text));
  }
}
