package dev.kindling.learn;

import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import java.util.List;
import java.util.Optional;

/**
 * The weighted share of a task's examples, and of the numbers of a target, that are answered right.
 *
 * <p>For classes the answer is the one with the highest score, the first of equals. For yes or no,
 * it is yes where the score is above 0.
 */
interface Accuracy {
  /** {@code [tasks]}, from scores {@code [tasks, examples, outputs]}. */
  Symbol perTask(Symbol scores, Batch batch);

  /** Nothing where targets are numbers, which are near or far and not right or wrong. */
  static Optional<Accuracy> of(TaskShape shape) {
    return switch (shape.targetKind()) {
      case NUMBERS -> Optional.empty();
      case BINARY -> Optional.of(Accuracy::ofBinary);
      case CLASSES -> Optional.of(Accuracy::ofClasses);
    };
  }

  private static Symbol ofBinary(Symbol scores, Batch batch) {
    Symbol targets = batch.targets().reshape(scores.shape());
    return batch.mean(scores.greaterThan(0).compare(CompareKind.EQUAL, targets));
  }

  /** The first place of the largest score is minus the largest of minus all such places. */
  private static Symbol ofClasses(Symbol scores, Batch batch) {
    Symbol largest = scores.reduce(ReduceKind.MAX, List.of(2)).broadcast(scores.shape(), 2);
    Symbol minusPlace = scores.trace().apply(new Op.Range(scores.shape(), 2)).negate();
    Symbol nowhere = scores.alike(-scores.shape().dimension(2));
    Symbol candidates = scores.compare(CompareKind.EQUAL, largest).select(minusPlace, nowhere);
    Symbol answer = candidates.reduce(ReduceKind.MAX, List.of(2)).negate();
    Symbol right = answer.compare(CompareKind.EQUAL, batch.scalarTargets());
    return right.times(batch.weights()).sum(1).divide(batch.weights().sum(1));
  }
}
