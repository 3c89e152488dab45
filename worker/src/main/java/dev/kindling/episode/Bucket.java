package dev.kindling.episode;

import dev.kindling.task.TaskShape;

/**
 * The sizes that one program is made for.
 *
 * @param places how many tasks it takes at once
 * @param support how many examples to adapt to a task may have
 * @param query how many examples to be judged on a task may have
 */
record Bucket(int places, int support, int query) {
  TaskShape shape(TaskShape largest) {
    return largest.sized(support, query);
  }
}
