/**
 * Tasks and how they are drawn. A {@link dev.kindling.task.Key} comes into a {@link
 * dev.kindling.task.TaskSource}, which a {@link dev.kindling.task.TaskSettings} opens; a {@link
 * dev.kindling.task.Task} goes out, of {@link dev.kindling.task.Examples} in {@link
 * dev.kindling.task.HostTensor}s, the same bits for the same key on every machine.
 */
package dev.kindling.task;
