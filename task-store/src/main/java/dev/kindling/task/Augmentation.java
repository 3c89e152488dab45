package dev.kindling.task;

import dev.kindling.meaning.Meaning;

/** How more classes are made of the stored ones. */
public enum Augmentation {
  @Meaning("No more classes are made.")
  NONE,
  @Meaning("A class of square images turned by 90, 180 and 270 degrees is three more classes.")
  ROTATION
}
