package dev.kindling.store;

import java.util.ArrayList;
import java.util.List;

/** Gathers the statistics of tasks: of each column of numbers, then of the target. */
final class TaskMoments {

  private final List<ColumnMoments> columns = new ArrayList<>();

  TaskMoments(TaskContents contents) {
    contents.columns().forEach(column -> columns.add(new ColumnMoments(column)));
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
