package dev.kindling.episode;

import dev.kindling.fault.Fault;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A way to number a task's classes: those of its support examples change their numbers among
 * themselves, and any other class keeps its own.
 *
 * @param renamed the other number of each class of the support examples
 */
record Numbering(Map<Integer, Integer> renamed) {
  Numbering {
    renamed = Map.copyOf(renamed);
  }

  /**
   * Different ones, the task's own first and the others drawn from its key: as many as are asked
   * for, or all that its classes have.
   *
   * @param classes how many the model tells apart
   */
  static List<Numbering> of(Task task, int classes, int asked, Key own) {
    List<Integer> classesOfTask = classes(task, task.support(), classes);
    requireClasses(task, task.query(), classes);
    Set<List<Integer>> orders = new LinkedHashSet<>(List.of(classesOfTask));
    int all = orders(classesOfTask.size(), asked);
    for (int draw = 0; orders.size() < all; draw++) {
      orders.add(shuffled(classesOfTask, own.fold(draw)));
    }
    return orders.stream().map(order -> of(classesOfTask, order)).toList();
  }

  private static Numbering of(List<Integer> classes, List<Integer> order) {
    Map<Integer, Integer> renamed = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      renamed.put(classes.get(i), order.get(i));
    }
    return new Numbering(renamed);
  }

  /** In how many orders so many things can stand, up to {@code most}. */
  private static int orders(int things, int most) {
    long orders = 1;
    for (int i = 2; i <= things && orders < most; i++) {
      orders *= i;
    }
    return (int) Math.min(orders, most);
  }

  /** Every order is equally likely: the shuffle of Fisher and Yates. */
  private static List<Integer> shuffled(List<Integer> things, Key key) {
    List<Integer> order = new ArrayList<>(things);
    for (int i = 0; i < order.size() - 1; i++) {
      Collections.swap(order, i, i + (int) key.below(i, order.size() - i));
    }
    return order;
  }

  private static List<Integer> classes(Task task, Examples examples, int classes) {
    requireClasses(task, examples, classes);
    Set<Integer> named = new TreeSet<>();
    for (float target : examples.targets().floats()) {
      named.add((int) target);
    }
    return List.copyOf(named);
  }

  private static void requireClasses(Task task, Examples examples, int classes) {
    for (float target : examples.targets().floats()) {
      if (!(target >= 0 && target < classes && target == (int) target)) {
        throw Fault.data(
            "task %s has the class %s where a number from 0 to %d is expected; correct the tasks"
                .formatted(task.name(), target, classes - 1));
      }
    }
  }

  /** Which number the class has that is {@code own} in the task. */
  int of(int own) {
    return renamed.getOrDefault(own, own);
  }

  /** The same task, its classes numbered so. */
  Task apply(Task task) {
    return new Task(
        task.name(), apply(task.support()), apply(task.query()), task.provenance(), List.of());
  }

  private Examples apply(Examples examples) {
    float[] own = examples.targets().floats();
    float[] targets = new float[own.length];
    IntStream.range(0, own.length).forEach(i -> targets[i] = of((int) own[i]));
    return new Examples(
        examples.features(),
        HostTensor.of(targets, examples.targets().shape()),
        examples.weights());
  }
}
