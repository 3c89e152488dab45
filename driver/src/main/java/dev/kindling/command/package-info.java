/**
 * The command line. Arguments come in; what a command prints and its exit status go out. The public
 * type is {@link dev.kindling.command.Main}; each command is one class, which prints to its {@link
 * dev.kindling.command.Console}, and only those that train, evaluate, compare or import a table
 * touch Spark.
 */
package dev.kindling.command;
