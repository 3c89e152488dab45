package dev.kindling.task;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/**
 * The tasks of a mixture in a row. The part of each place is drawn by weight. A part that can be
 * counted gives its tasks in its own order, the first to the first of its places; the list ends
 * before the first place for which its part has no task left, so that parts keep their shares. One
 * thread at a time may use it.
 */
final class MixtureList implements TaskList {

  private final Key key;
  private final List<TaskList> parts;
  private final ToIntFunction<Key> draw;
  private final int[] places;

  /** For each place looked at so far: how many places before it are of the same part. */
  private final List<Integer> ranks = new ArrayList<>();

  /**
   * @param draw which part the task of a key comes from
   */
  MixtureList(Key key, List<TaskList> parts, ToIntFunction<Key> draw) {
    this.key = key;
    this.parts = parts;
    this.draw = draw;
    this.places = new int[parts.size()];
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public int count(int most) {
    for (int place = 0; place < most; place++) {
      TaskList part = part(place);
      if (part.size().isPresent() && rank(place) >= part.size().getAsLong()) {
        return place;
      }
    }
    return most;
  }

  @Override
  public void expect(int place) {
    part(place).expect(placeInPart(place));
  }

  @Override
  public Listed task(int place) {
    return part(place).task(placeInPart(place));
  }

  private TaskList part(int place) {
    return parts.get(draw.applyAsInt(key.fold(place)));
  }

  /** Drawn tasks are those of the place's own key, as they are in training. */
  private int placeInPart(int place) {
    return part(place).size().isPresent() ? rank(place) : place;
  }

  private int rank(int place) {
    while (ranks.size() <= place) {
      ranks.add(places[draw.applyAsInt(key.fold(ranks.size()))]++);
    }
    return ranks.get(place);
  }
}
