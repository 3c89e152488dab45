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
      out.writeString(task.cause().name());
    }
  }

  static List<SkippedTask> read(Input in) {
    int size = in.readVarInt(true);
    List<SkippedTask> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String task = in.readString();
      String reason = in.readString();
      SkippedTask.Cause cause = SkippedTask.Cause.valueOf(in.readString());
      tasks.add(new SkippedTask(task, reason, cause));
    }
    return tasks;
  }
}
