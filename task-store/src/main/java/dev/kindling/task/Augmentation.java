package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import java.io.Serializable;

/**
 * How more is made of stored images. Changes of each image are drawn anew for each task and place:
 * a turn, a width and a height, a shift and a shear, each uniform between what its setting allows
 * either way.
 */
@Meaning(
    "How more is made of the stored images for training: more classes, and images that are changed"
        + " a little each time. Images of validation and test tasks are never changed.")
public record Augmentation(
    @Meaning(
            "How many quarter turns of a class of square images, from upright on, are classes of"
                + " their own: 1 for upright alone, 4 for all.")
        @Bounds(least = 1, most = Augmentation.MOST_ROTATIONS)
        int rotations,
    @Meaning(value = "The most that an image is turned either way, in radians.", example = "0.17")
        @Bounds(least = 0, most = Augmentation.MOST_TURN)
        double turn,
    @Meaning(
            value =
                "The most by which an image's width, and its height, is made larger or smaller, as a"
                    + " share of it.",
            example = "0.15")
        @Bounds(least = 0, most = Augmentation.MOST_SCALE)
        double scale,
    @Meaning(
            value =
                "The most that an image is moved to each side, and up or down, as a share of its"
                    + " width and height.",
            example = "0.15")
        @Bounds(least = 0, most = 1)
        double shift,
    @Meaning(
            value =
                "The most that an image leans either way: how far a point moves aside, as a share of"
                    + " its height above the middle.",
            example = "0.2")
        @Bounds(least = 0, most = 1)
        double shear)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Every image as it is stored. */
  public static final Augmentation NONE = new Augmentation(1, 0, 0, 0, 0);

  static final int MOST_ROTATIONS = 4;

  /** Every direction. */
  static final double MOST_TURN = 3.15;

  static final double MOST_SCALE = 0.9;

  public Augmentation {
    Require.between("rotations", rotations, 1, MOST_ROTATIONS);
    Require.between("turn", turn, 0, MOST_TURN);
    Require.between("scale", scale, 0, MOST_SCALE);
    Require.between("shift", shift, 0, 1);
    Require.between("shear", shear, 0, 1);
  }

  public static Augmentation defaults() {
    return NONE;
  }

  /** Classes turned by quarters, and no image changed. */
  public static Augmentation ofRotations(int rotations) {
    return new Augmentation(rotations, 0, 0, 0, 0);
  }

  /** Whether any image is changed. */
  public boolean changesImages() {
    return turn > 0 || scale > 0 || shift > 0 || shear > 0;
  }
}
