package dev.kindling.cluster;

import dev.kindling.episode.MetaState;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** A state as work on shards takes it along: itself, or where executors fetch it. */
interface SentState extends Serializable {

  MetaState value();

  record Along(MetaState value) implements SentState {
    private static final long serialVersionUID = 1;
  }

  record Fetched(Broadcast<MetaState> broadcast) implements SentState {
    private static final long serialVersionUID = 1;

    @Override
    public MetaState value() {
      return broadcast.value();
    }
  }
}
