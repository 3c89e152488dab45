/**
 * What the cluster calls. {@link dev.kindling.episode.EpisodeSettings}, meta-parameters and a
 * {@link dev.kindling.episode.Shard} of tasks come in. The shard's {@link
 * dev.kindling.episode.MetaGradientSum} or {@link dev.kindling.episode.EvaluationSum} goes out,
 * from an {@link dev.kindling.episode.EpisodeWorker}; {@link dev.kindling.episode.EpisodeWorkers}
 * keeps those of the process. {@link dev.kindling.episode.BlockWorker} does the same for tasks at
 * hand. What a model said of one task is {@link dev.kindling.episode.TaskAnswers}. {@link
 * dev.kindling.episode.EpisodePlans} says beforehand what they will take. How tasks are laid into
 * programs, {@link dev.kindling.episode.ExampleBlock} and {@link dev.kindling.episode.Buckets},
 * also serves those who adapt a trained model.
 */
package dev.kindling.episode;
