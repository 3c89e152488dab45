/**
 * Tables as tasks. Rows of a file that Spark SQL reads and a {@link dev.kindling.table.TableShape}
 * come in; a version of a task store, a record a task, goes out of a {@link
 * dev.kindling.table.TableImport}, the same whatever the cluster is like.
 */
package dev.kindling.table;
