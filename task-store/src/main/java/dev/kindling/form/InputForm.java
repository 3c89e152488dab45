package dev.kindling.form;

import java.util.List;

/**
 * What turns one raw example into features, to the bits that the source of the tasks gives. Each
 * form takes raw examples of its own kind. What does not fit one is a {@link
 * dev.kindling.fault.Fault} of one sentence, a data fault.
 */
public sealed interface InputForm permits TableForm, ImageForm, NumberForm, MixedForm {

  /** The shape of one example's features; empty for a scalar. */
  List<Integer> shape();

  /** In a line, for people. */
  String text();
}
