package dev.kindling.form;

import dev.kindling.fault.Require;
import java.util.List;

/**
 * The column to be predicted.
 *
 * @param classes 0 where it is a number, 1 where it is 0 or 1, else how many classes it may name
 * @param names of the classes in their order; empty where they are numbered from 0
 */
public record TargetColumn(String name, int classes, List<String> names) {

  public TargetColumn {
    Require.notBlank("target", name);
    Require.notNegative("classes", classes);
    names = Require.copyOf("names", names);
    if (!names.isEmpty() && names.size() != classes) {
      throw new IllegalArgumentException(
          "names must be of %d classes but are %d".formatted(classes, names.size()));
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("names of classes must differ");
    }
  }

  /** What a class is called. */
  public String className(int number) {
    return names.isEmpty() ? Integer.toString(number) : names.get(number);
  }

  String text() {
    return switch (classes) {
      case 0 -> name + ", a number";
      case 1 -> name + ", 1 where it is so and 0 where not";
      default ->
          "%s, one of %d classes%s"
              .formatted(name, classes, names.isEmpty() ? "" : ": " + String.join(", ", names));
    };
  }
}
