package dev.kindling.model;

import dev.kindling.tensor.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each named parameter lies in the one flat vector of all of them: first those that the outer
 * optimiser moves, then those that the tasks carry on, then those that stay.
 */
public final class ParameterLayout implements Serializable {
  private static final long serialVersionUID = 1;

  /** What becomes of a parameter from one outer step to the next. */
  public enum Role {
    /** The outer optimiser moves it against its meta-gradient. */
    MOVED,
    /** The mean of what the step's tasks say takes its place. */
    CARRIED,
    /** It stays as it began. */
    FIXED
  }

  /**
   * One parameter.
   *
   * @param offset its first element's place in the vector
   */
  public record Parameter(String name, Shape shape, int offset, Role role) implements Serializable {
    /** One that the outer optimiser moves. */
    public Parameter(String name, Shape shape, int offset) {
      this(name, shape, offset, Role.MOVED);
    }

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

  /** The parameters of one role, in vector order. */
  public List<Parameter> parameters(Role role) {
    return parameters.stream().filter(parameter -> parameter.role() == role).toList();
  }

  /** The parameters' names, in vector order. */
  public List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
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
    return size(parameters);
  }

  /** The length of the vector's first part, which the outer optimiser moves. */
  public int moved() {
    return size(parameters(Role.MOVED));
  }

  /** The length of what tasks contribute to: the moved parameters and the carried ones. */
  public int summed() {
    return moved() + size(parameters(Role.CARRIED));
  }

  private static int size(List<Parameter> some) {
    return some.stream().mapToInt(Parameter::size).sum();
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

    /** A parameter that the outer optimiser moves. */
    public Builder add(String name, Shape shape) {
      return add(name, shape, Role.MOVED);
    }

    public Builder add(String name, Shape shape, Role role) {
      if (parameters.stream().anyMatch(parameter -> parameter.name().equals(name))) {
        throw new IllegalArgumentException("two parameters are named " + name);
      }
      if (!parameters.isEmpty() && last().role().compareTo(role) > 0) {
        throw new IllegalArgumentException(
            "parameter %s is %s but comes after %s, which is %s"
                .formatted(name, role, last().name(), last().role()));
      }
      parameters.add(new Parameter(name, shape, end, role));
      end = Math.addExact(end, shape.size());
      return this;
    }

    /** The parameters of {@code members} as a group of that name, in their own roles. */
    public Builder add(String group, ParameterLayout members) {
      members.parameters.forEach(
          member -> add(group + "." + member.name(), member.shape(), member.role()));
      return this;
    }

    /** The parameters of {@code others} under their own names, in their own roles. */
    public Builder addAll(ParameterLayout others) {
      others.parameters.forEach(other -> add(other.name(), other.shape(), other.role()));
      return this;
    }

    private Parameter last() {
      return parameters.get(parameters.size() - 1);
    }

    public ParameterLayout build() {
      return new ParameterLayout(parameters);
    }
  }
}
