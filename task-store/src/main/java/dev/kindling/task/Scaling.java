package dev.kindling.task;

import dev.kindling.meaning.Meaning;

/** What is done to stored numbers before they are learned from. */
public enum Scaling {
  @Meaning("Numbers stay as they are.")
  NONE,
  @Meaning("Unsigned bytes, as of images, are divided by 255; other numbers stay as they are.")
  UNIT,
  @Meaning(
      "Numbers become (x - mean) / deviation, with the mean and the standard deviation of the"
          + " training split.")
  STANDARD
}
