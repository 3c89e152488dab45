package dev.kindling.form;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Inputs of several sources, of one shape, each with a form of its own. Whoever gives an example
 * says which source it is like.
 */
public record MixedForm(List<Part> parts) implements InputForm {

  /**
   * What the inputs of one source mean.
   *
   * @param place of the source, as {@code parts[0]}
   */
  public record Part(String place, InputForm form) {
    public Part {
      Require.notBlank("place", place);
      if (Require.present("form", form) instanceof MixedForm) {
        throw new IllegalArgumentException(
            "a part must not have parts but %s has".formatted(place));
      }
    }
  }

  public MixedForm {
    parts = Require.copyOfNonEmpty("parts", parts);
    List<Integer> shape = parts.get(0).form().shape();
    for (Part part : parts) {
      if (!part.form().shape().equals(shape)) {
        throw new IllegalArgumentException(
            "parts must be of one shape but are of %s and %s"
                .formatted(shape, part.form().shape()));
      }
    }
    if (parts.stream().map(Part::place).distinct().count() < parts.size()) {
      throw new IllegalArgumentException("parts must have places of their own");
    }
  }

  /** The one form of all parts, or all of them. */
  public static InputForm of(List<Part> parts) {
    boolean alike = parts.stream().map(Part::form).distinct().count() == 1;
    return alike ? parts.get(0).form() : new MixedForm(parts);
  }

  /** The form of one source. */
  public InputForm part(String place) {
    return parts.stream()
        .filter(part -> part.place().equals(place))
        .map(Part::form)
        .findFirst()
        .orElseThrow(
            () ->
                Fault.usage(
                    "one of the sources %s is expected, whose inputs the examples are like, but %s is named; name one of them"
                        .formatted(parts.stream().map(Part::place).toList(), place)));
  }

  @Override
  public List<Integer> shape() {
    return parts.get(0).form().shape();
  }

  @Override
  public String text() {
    return parts.stream()
        .map(part -> part.place() + ": " + part.form().text())
        .collect(Collectors.joining("; "));
  }
}
