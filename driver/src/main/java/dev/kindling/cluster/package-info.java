/**
 * Spark. A function of a worker, meta-parameters and a shard comes in; its results on a list of
 * shards go out, in the order of the shards, from a {@link dev.kindling.cluster.Cluster}. Nothing
 * else of this program talks to Spark; {@link dev.kindling.cluster.WireTypes} lists what crosses.
 */
package dev.kindling.cluster;
