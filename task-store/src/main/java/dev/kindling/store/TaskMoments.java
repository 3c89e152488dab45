package dev.kindling.store;

import java.util.ArrayList;
import java.util.List;

/** Gathers the statistics of tasks: of each column of numbers, then of the target. */
final class TaskMoments {

  /** More classes make a manifest large; their shares are too small to be looked at. */
  private static final int MOST_CLASSES = 4096;

  private final List<ColumnMoments> columns = new ArrayList<>();

  TaskMoments(TaskContents contents) {
    contents.numeric().forEach(column -> columns.add(new ColumnMoments(column)));
    // A target of classes 1 says whether something is so: 0 or 1.
    int classes = contents.classes() == 1 ? 2 : contents.classes();
    columns.add(new ColumnMoments(contents.target(), classes > MOST_CLASSES ? 0 : classes));
  }

  void add(StoredTask task) {
    int target = columns.size() - 1;
    for (int i = 0; i < task.examples(); i++) {
      for (int column = 0; column < target; column++) {
        columns.get(column).add(task.numeric()[i][column]);
      }
      columns.get(target).add(task.target()[i]);
    }
  }

  List<ColumnStatistics> statistics() {
    return columns.stream().map(ColumnMoments::statistics).toList();
  }
}
