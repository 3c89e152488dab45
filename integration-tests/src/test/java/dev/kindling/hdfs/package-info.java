/**
 * Stores on a real HDFS, {@link dev.kindling.hdfs.MiniHdfsProcess}, and writers that are killed.
 */
package dev.kindling.hdfs;
