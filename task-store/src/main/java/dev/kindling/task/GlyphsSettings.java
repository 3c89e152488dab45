package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * N-way K-shot classification of characters of an alphabet that nobody uses. A class is a {@link
 * Glyph} of a few strokes; an example of it is written by hand: its points tremble, it leans and
 * stretches a little, and the pen is thin or thick. Images are {@code [side, side, 1]}, from 0,
 * ground, to 1, ink. Of the characters the first seven tenths are for training, the next tenth for
 * validation, the rest for tests.
 *
 * @param ways classes of a task
 * @param shots examples of each class to adapt to
 * @param queries examples of each class to be judged on
 * @param classes characters in all
 * @param rotations how many quarter turns of a character, from upright on, are classes of their
 *     own: 1 for upright alone, 4 for all
 */
public record GlyphsSettings(int ways, int shots, int queries, int side, int classes, int rotations)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  private static final int MOST_SIDE = 1024;

  public GlyphsSettings {
    Require.atLeast("ways", ways, 2);
    Require.positive("shots", shots);
    Require.positive("queries", queries);
    TaskLimits.requireEach("shots", shots, ways);
    TaskLimits.requireEach("queries", queries, ways);
    Require.atMost("classes", classes, TaskLimits.CHARACTERS);
    Require.between("side", side, 8, MOST_SIDE);
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
