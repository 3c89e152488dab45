package dev.kindling.learner.metric;

import dev.kindling.meaning.Meaning;

/** Whether the scale of scores is learned. */
public enum Temperature {
  @Meaning("The scale stays as it is.")
  FIXED,
  @Meaning("The scale is a meta-parameter, which starts as it is.")
  LEARNED
}
