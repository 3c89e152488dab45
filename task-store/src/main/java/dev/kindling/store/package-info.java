/**
 * Versioned stores of tasks, {@code docs/spec/task-store.md}. A {@link
 * dev.kindling.store.StoreWriter} takes parts, written by {@link dev.kindling.store.ExamplePart} or
 * {@link dev.kindling.store.TaskPart} anywhere, and commits a version; {@link
 * dev.kindling.store.OpenStores} opens one as a {@link dev.kindling.task.TaskSource}, {@link
 * dev.kindling.store.Store} record by record; {@link dev.kindling.store.StoreMaintenance} compacts
 * and prunes.
 */
package dev.kindling.store;
