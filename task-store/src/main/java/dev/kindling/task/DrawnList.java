package dev.kindling.task;

import java.util.OptionalLong;

/** Tasks that are drawn, a new one for each place. */
record DrawnList(TaskSource source, Key key) implements TaskList {

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public int count(int most) {
    return source.lack().isPresent() ? 0 : most;
  }

  @Override
  public void expect(int place) {
    source.expect(key.fold(place));
  }

  @Override
  public Listed task(int place) {
    return Listed.of(source.sample(key.fold(place)));
  }
}
