package dev.kindling.check;

/**
 * The outcome of one kind of check.
 *
 * @param subject what was checked: an operation, or a learner's gradient
 * @param check what should hold, such as {@code onednn = reference}
 * @param cases how many cases were tried
 * @param worst the largest relative error seen
 * @param where the case with that error
 */
public record Finding(
    String subject, String check, int cases, double worst, double tolerance, String where) {

  /** False when the error is not a number. */
  public boolean passed() {
    return worst <= tolerance;
  }

  static Finding of(String subject, String check, double error, double tolerance, String where) {
    return new Finding(subject, check, 1, error, tolerance, where);
  }

  /** This and another finding of the same subject and check as one, with the place of the worse. */
  Finding with(Finding other) {
    boolean worse = Double.compare(other.worst, worst) > 0;
    Finding told = worse ? other : this;
    return new Finding(subject, check, cases + other.cases, told.worst, tolerance, told.where);
  }
}
