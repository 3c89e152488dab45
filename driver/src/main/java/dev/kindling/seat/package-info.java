/**
 * Spark tasks that stay. An ordinary Spark job has a task for each core, and each of them asks the
 * driver for a part of the work at hand, computes it, and brings its results, one while it computes
 * the next, the last when it asks for another part: a round costs a message each way, where a job
 * of its own costs Spark tens of milliseconds. {@link dev.kindling.seat.Seats} is what the driver
 * talks to. A task that is lost loses only the part it had, which another one computes.
 *
 * <p>Messages go over Spark's own wires, encrypted and authenticated as those are. Their outer form
 * is arrays of the JDK's types, since the wires of an executor do not know this program's classes.
 */
package dev.kindling.seat;
