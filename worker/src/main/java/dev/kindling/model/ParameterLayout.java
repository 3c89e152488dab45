package dev.kindling.model;

import dev.kindling.tensor.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Where each named parameter lies in the one flat vector of all of them. */
public final class ParameterLayout implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * One parameter.
   *
   * @param offset its first element's place in the vector
   */
  public record Parameter(String name, Shape shape, int offset) implements Serializable {
    public int size() {
      return shape.size();
    }
  }

  private final List<Parameter> parameters;

  private ParameterLayout(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /** The parameters in vector order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The parameter of that name. */
  Parameter named(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter is named " + name));
  }

  /** The length of the vector. */
  public int size() {
    return parameters.stream().mapToInt(Parameter::size).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterLayout layout && parameters.equals(layout.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return parameters.toString();
  }

  /** Lays parameters out one after the other. */
  public static final class Builder {
    private final List<Parameter> parameters = new ArrayList<>();
    private int end;

    public Builder add(String name, Shape shape) {
      if (parameters.stream().anyMatch(parameter -> parameter.name().equals(name))) {
        throw new IllegalArgumentException("two parameters are named " + name);
      }
      parameters.add(new Parameter(name, shape, end));
      end = Math.addExact(end, shape.size());
      return this;
    }

    public ParameterLayout build() {
      return new ParameterLayout(parameters);
    }
  }
}
