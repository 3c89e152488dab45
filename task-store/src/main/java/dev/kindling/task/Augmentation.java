package dev.kindling.task;

/** How more classes are made of the stored ones. */
public enum Augmentation {
  NONE,
  /** A class of square images turned by 90, 180 and 270 degrees is three more classes. */
  ROTATION
}
