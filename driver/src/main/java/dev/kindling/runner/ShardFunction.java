package dev.kindling.runner;

import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import java.io.Serializable;

/**
 * What is computed from one shard. It must be pure: a runner may compute a shard anywhere, twice,
 * or again.
 */
public interface ShardFunction<R> extends Serializable {

  R apply(EpisodeWorker worker, MetaState state, Shard shard);
}
