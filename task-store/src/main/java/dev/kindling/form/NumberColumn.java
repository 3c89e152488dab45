package dev.kindling.form;

import dev.kindling.fault.Require;

/**
 * A column of numbers, which become (x - shift) / divisor.
 *
 * @param missing what x is where there is no number
 */
public record NumberColumn(String name, float missing, float shift, float divisor) {

  public NumberColumn {
    Require.notBlank("the name of a column", name);
    Require.finite("missing", missing);
    Require.finite("shift", shift);
    if (Require.finite("divisor", divisor) == 0) {
      throw new IllegalArgumentException("divisor must not be 0");
    }
  }

  float feature(float number) {
    return ((Float.isNaN(number) ? missing : number) - shift) / divisor;
  }

  String text() {
    return "%s (x becomes %s, a missing one counts as %s)"
        .formatted(name, FeatureScale.text(shift, divisor), missing);
  }
}
