package dev.kindling.hdfs;

import dev.kindling.store.Store;
import java.util.List;

/** Makes version after version of a store, until it is killed. */
final class AppendingProgram {

  private static final int TASKS = 300;

  private AppendingProgram() {}

  public static void main(String[] arguments) {
    String uri = arguments[0];
    int version = Integer.parseInt(arguments[1]);
    if (version == 0) {
      NumberedTasks.write(uri, 0, TASKS);
    }
    while (true) {
      List<Integer> versions = Store.versions(uri, NumberedTasks.HADOOP);
      NumberedTasks.write(uri, versions.size() * TASKS, TASKS);
    }
  }
}
