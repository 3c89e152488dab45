/**
 * What the cluster calls. In come {@link dev.kindling.episode.EpisodeSettings}, meta-parameters and
 * a {@link dev.kindling.episode.Shard} of tasks; out go the shard's {@link
 * dev.kindling.episode.MetaGradientSum} or {@link dev.kindling.episode.EvaluationSum}, from an
 * {@link dev.kindling.episode.EpisodeWorker}, of which {@link dev.kindling.episode.EpisodeWorkers}
 * keeps those of the process. {@link dev.kindling.episode.BlockWorker} does the same for tasks at
 * hand. {@link dev.kindling.episode.EpisodePlans} says beforehand what they will take.
 */
package dev.kindling.episode;
