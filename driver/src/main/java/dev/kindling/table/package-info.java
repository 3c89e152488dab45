/**
 * Tables as tasks. Rows of a file that Spark SQL reads and a {@link dev.kindling.table.TableShape}
 * come into a {@link dev.kindling.table.TableImport}; a version of a task store goes out, with a
 * record for each task, the same on any cluster. A {@link dev.kindling.table.CsvFile} is read alike
 * without Spark.
 */
package dev.kindling.table;
