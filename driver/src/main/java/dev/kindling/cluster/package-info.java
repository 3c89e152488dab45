/**
 * Spark. A function of a worker, meta-parameters and a shard comes in; its results on a list of
 * shards go out, in the order of the shards, from a {@link dev.kindling.cluster.Cluster}, by tasks
 * that stay ({@link dev.kindling.cluster.Seating}) or, where sums are so large that executors add
 * them, by jobs ({@link dev.kindling.cluster.BlockJob}). {@link dev.kindling.cluster.ExecutorWatch}
 * says what happens to executors. {@link dev.kindling.cluster.Submission} knows whether
 * spark-submit started this process, {@link dev.kindling.cluster.HadoopSettings} how file systems
 * are reached either way. {@link dev.kindling.cluster.WireTypes} lists what crosses. A {@link
 * dev.kindling.cluster.TableSession} is Spark for the package {@code table}; nothing else of this
 * program talks to it.
 */
package dev.kindling.cluster;
