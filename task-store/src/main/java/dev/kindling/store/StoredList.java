package dev.kindling.store;

import dev.kindling.task.Key;
import dev.kindling.task.Listed;
import dev.kindling.task.TaskList;
import java.util.OptionalLong;

/** The tasks of a split, each once, in an order that follows from the key. */
record StoredList(StoredSource source, Key key, long tasks) implements TaskList {

  @Override
  public OptionalLong size() {
    return OptionalLong.of(tasks);
  }

  @Override
  public int count(int most) {
    return (int) Math.min(most, tasks);
  }

  @Override
  public void expect(int place) {
    source.expect(new StoredSource.Place(key, place));
  }

  @Override
  public Listed task(int place) {
    return source.listed(new StoredSource.Place(key, place));
  }
}
