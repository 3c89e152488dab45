/**
 * The command line. Arguments come in; a finished command's exit status goes out. The public type
 * is {@link dev.kindling.command.Main}.
 */
package dev.kindling.command;
