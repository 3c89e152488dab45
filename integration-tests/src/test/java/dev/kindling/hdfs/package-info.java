/** Stores on a real HDFS, killed imports, and damage of every kind. */
package dev.kindling.hdfs;
