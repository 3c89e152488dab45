package dev.kindling.cluster;

import dev.kindling.episode.MetaState;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.broadcast.Broadcast;

/** A state as work on shards takes it along: itself, or where executors fetch it. */
interface SentState extends Serializable {

  MetaState value();

  record Along(MetaState value) implements SentState {
    private static final long serialVersionUID = 1;
  }

  record Fetched(Broadcast<MetaState> broadcast) implements SentState {
    private static final long serialVersionUID = 1;

    /**
     * Read as outside of any task: Spark lets a task that reads a broadcast of this process lock it
     * until the task ends, and a task that stays would keep each state there ever was.
     */
    @Override
    public MetaState value() {
      TaskContext task = TaskContext.get();
      TaskContext$.MODULE$.unset();
      try {
        return broadcast.value();
      } finally {
        TaskContext$.MODULE$.setTaskContext(task);
      }
    }
  }
}
