package dev.kindling.cluster;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.SkippedTask;
import java.util.ArrayList;
import java.util.List;

/** Writes the tasks that were left out. */
final class SkippedTasks {

  private SkippedTasks() {}

  static void write(Output out, List<SkippedTask> tasks) {
    out.writeVarInt(tasks.size(), true);
    for (SkippedTask task : tasks) {
      out.writeString(task.task());
      out.writeString(task.reason());
    }
  }

  static List<SkippedTask> read(Input in) {
    int size = in.readVarInt(true);
    List<SkippedTask> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      tasks.add(new SkippedTask(in.readString(), in.readString()));
    }
    return tasks;
  }
}
