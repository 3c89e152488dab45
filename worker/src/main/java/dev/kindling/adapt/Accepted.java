package dev.kindling.adapt;

import dev.kindling.fault.Fault;
import dev.kindling.task.ElementType;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a model takes. Anything else is refused with a sentence, and nothing is computed. */
record Accepted(TaskShape shape) {

  void requireSupport(Examples support) {
    requireRows("support features", support.features(), shape.features());
    requireRows("support targets", support.targets(), shape.targets());
    float[] weights = support.weights().floats();
    if (allZero(weights)) {
      throw Fault.data(
          "a task has %d support examples of weight 0 and no other; give one that counts"
              .formatted(weights.length));
    }
    switch (shape.targetKind()) {
      case NUMBERS -> {}
      case BINARY -> requireYesOrNo(support.targets().floats());
      case CLASSES -> requireClasses(support.targets().floats());
    }
  }

  void requireQuestions(HostTensor questions) {
    requireRows("questions", questions, shape.features());
  }

  /** Rows {@code from} to {@code to} of the questions, with targets that nobody reads. */
  Examples questions(HostTensor questions, int from, int to) {
    int[] targets = new int[shape.targets().size() + 1];
    Arrays.setAll(targets, axis -> axis == 0 ? to - from : shape.targets().get(axis - 1));
    int size = Arrays.stream(targets).reduce(1, Math::multiplyExact);
    return Examples.of(Joined.rows(questions, from, to), HostTensor.of(new float[size], targets));
  }

  /** The answers to all of a task's questions. */
  Answered answered(float[] scores) {
    return new Answered(shape.targetKind(), shape.outputs(), scores);
  }

  private static void requireRows(String what, HostTensor rows, List<Integer> each) {
    int[] seen = rows.shape();
    boolean alike = seen.length == each.size() + 1 && rows.type() == ElementType.F32;
    for (int axis = 1; alike && axis < seen.length; axis++) {
      alike = seen[axis] == each.get(axis - 1);
    }
    if (!alike) {
      throw Fault.data(
          "%s are expected as F32 of shape [n%s] but are %s; give them as the model learned them"
              .formatted(what, axes(each), rows));
    }
    float[] numbers = rows.floats();
    int perRow = numbers.length / seen[0];
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw Fault.data(
            "%s have %s at place %d of row %d where a finite number is expected; leave the row out, or fill it"
                .formatted(what, numbers[i], i % perRow + 1, i / perRow + 1));
      }
    }
  }

  private static String axes(List<Integer> each) {
    StringBuilder text = new StringBuilder();
    each.forEach(size -> text.append(", ").append(size));
    return text.toString();
  }

  private static boolean allZero(float[] weights) {
    for (float weight : weights) {
      if (weight != 0) {
        return false;
      }
    }
    return true;
  }

  private static void requireYesOrNo(float[] targets) {
    for (float target : targets) {
      if (target != 0 && target != 1) {
        throw Fault.data(
            "a support target is %s where 0 for no or 1 for yes is expected; correct it"
                .formatted(target));
      }
    }
  }

  /** Nothing can be told from a single class. */
  private void requireClasses(float[] targets) {
    Set<Integer> named = new TreeSet<>();
    for (float target : targets) {
      if (!(target >= 0 && target < shape.classes() && target == (int) target)) {
        throw Fault.data(
            "a support target is %s where a class from 0 to %d is expected; correct it"
                .formatted(target, shape.classes() - 1));
      }
      named.add((int) target);
    }
    if (shape.targetKind() == TargetKind.CLASSES && named.size() < 2) {
      throw Fault.data(
          "all %d support examples are of class %d; give examples of two classes at least"
              .formatted(targets.length, named.iterator().next()));
    }
  }
}
