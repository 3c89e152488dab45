package dev.kindling.task;

import java.util.ServiceLoader;

/** Opens stores. It is an interface, so that tasks can be described without a file system. */
public interface TaskStores {

  TaskSource episodes(EpisodesSettings settings, Split split);

  TaskSource tasks(StoredSettings settings, Split split);

  /** The same store with its whole name, which means the same from any directory. */
  StoreChoice qualified(StoreChoice store);

  /** The same store, and what is its newest version at this moment. */
  StoreChoice newest(StoreChoice store);

  /** The one on the class path. */
  static TaskStores installed() {
    return ServiceLoader.load(TaskStores.class, TaskStores.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing on the class path opens stores"));
  }
}
