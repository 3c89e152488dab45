/**
 * Kindling as a user meets it: processes of the launcher. A {@link dev.kindling.process.Launch}
 * comes in; the {@link dev.kindling.process.Outcome} of the process goes out, always under a time
 * limit. Nothing here calls the program but by its command line.
 */
package dev.kindling.process;
