package dev.kindling.episode;

import dev.kindling.task.TaskShape;

/**
 * The sizes that one program is made for.
 *
 * @param places how many tasks it takes at once
 * @param support how many examples each task may have to adapt to
 * @param query how many examples each task may have to be judged on
 */
record Bucket(int places, int support, int query) {
  TaskShape shape(TaskShape largest) {
    return largest.sized(support, query);
  }
}
