package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * A class is a {@link Glyph} of a few strokes; an example of it is written by hand: its points
 * tremble, it leans and stretches a little, and the pen is thin or thick. Images are {@code [side,
 * side, 1]}, from 0, ground, to 1, ink. Of the characters the first seven tenths are for training,
 * the next tenth for validation, the rest for tests.
 */
@Meaning(
    "N-way K-shot classification of hand-written characters of an alphabet that"
        + " nobody uses, drawn by the program itself.")
public record GlyphsSettings(
    @Meaning("Classes of a task.") @Bounds(least = 2, most = TaskLimits.EXAMPLES) int ways,
    @Meaning("Examples of each class to adapt to.")
        @Bounds(least = 1, most = TaskLimits.EXAMPLES / 2)
        int shots,
    @Meaning("Examples of each class to be judged on.")
        @Bounds(least = 1, most = TaskLimits.EXAMPLES / 2)
        int queries,
    @Meaning("Height and width of an image, in pixels.")
        @Bounds(least = GlyphsSettings.LEAST_SIDE, most = GlyphsSettings.MOST_SIDE)
        int side,
    @Meaning(
            "Characters in all, of every split. A tenth of them, with their rotations,"
                + " must make a task.")
        @Bounds(least = 10, most = TaskLimits.CHARACTERS)
        int classes,
    @Meaning(
            "How many quarter turns of a character, from upright on, are classes of their"
                + " own: 1 for upright alone, 4 for all.")
        @Bounds(least = 1, most = 4)
        int rotations)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  static final int LEAST_SIDE = 8;
  static final int MOST_SIDE = 1024;

  public GlyphsSettings {
    Require.atLeast("ways", ways, 2);
    Require.positive("shots", shots);
    Require.positive("queries", queries);
    TaskLimits.requireEach("shots", shots, ways);
    TaskLimits.requireEach("queries", queries, ways);
    Require.atMost("classes", classes, TaskLimits.CHARACTERS);
    Require.between("side", side, LEAST_SIDE, MOST_SIDE);
    TaskLimits.requireRoom("shots", shots, (long) ways * side * side);
    TaskLimits.requireRoom("queries", queries, (long) ways * side * side);
    Require.between("rotations", rotations, 1, 4);
    Require.atLeast("classes", classes, leastClasses(ways, rotations));
  }

  public static GlyphsSettings defaults() {
    return new GlyphsSettings(5, 1, 5, 28, 2000, 1);
  }

  /** So many that a tenth of them, turned, makes a task. */
  private static long leastClasses(int ways, int rotations) {
    return (ways + rotations - 1L) / rotations * 10;
  }

  /** The first character of {@code split}. */
  int start(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> tenths(7);
      case TEST -> tenths(8);
    };
  }

  /** The first character after those of {@code split}. */
  int end(Split split) {
    return switch (split) {
      case TRAIN -> start(Split.VALIDATION);
      case VALIDATION -> start(Split.TEST);
      case TEST -> classes;
    };
  }

  private int tenths(long tenths) {
    return (int) (classes * tenths / 10);
  }

  @Override
  public TaskSource open(Split split) {
    return new GlyphsSource(this, split);
  }
}
