package dev.kindling.form;

/** What became of dark and light when image files were imported. */
public enum Tone {
  KEPT,
  /** Dark was made light: ink on paper got the large numbers. */
  INVERTED,
  /** Nobody says; the images were not imported from files. */
  UNKNOWN;

  /** How a store says that dark was made light. */
  public static final String INVERTED_TEXT = ", dark made light";

  /**
   * What a store says.
   *
   * @param picture of its images, or null where it says nothing
   */
  public static Tone of(String picture) {
    if (picture == null) {
      return UNKNOWN;
    }
    return picture.endsWith(INVERTED_TEXT) ? INVERTED : KEPT;
  }
}
