/**
 * Kindling as a user meets it: processes of the launcher. A {@link dev.kindling.process.Launch}
 * comes in; the {@link dev.kindling.process.Outcome} of the process goes out, always under a time
 * limit. Nothing here calls the program but by its command line; what it left is judged by reading
 * it; its pages are shown by a {@code Chromium}.
 */
package dev.kindling.process;
