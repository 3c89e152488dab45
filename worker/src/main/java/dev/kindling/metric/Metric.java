package dev.kindling.metric;

/** A number that says how good the answers to one task are; the mean over tasks is reported. */
public interface Metric {

  /** As reports name it. */
  String name();

  /** The metric's value, or NaN where the task does not tell, such as without any relevant item. */
  double of(Answers answers);
}
