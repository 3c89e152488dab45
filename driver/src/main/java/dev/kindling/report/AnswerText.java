package dev.kindling.report;

import dev.kindling.metric.Answers;
import dev.kindling.task.TargetKind;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is true of a query example and what a model says of it, in a few words. */
public record AnswerText(Answers answers, int example) {
  private static final int MOST_NUMBERS = 4;

  /** What is true. */
  public String target() {
    return answers.kind() == TargetKind.CLASSES
        ? "class " + (int) answers.targets()[example]
        : numbers(output -> answers.targets()[example * answers.outputs() + output]);
  }

  /** What the model says: a class and how sure it is, how likely it takes a yes, or numbers. */
  public String said() {
    return switch (answers.kind()) {
      case CLASSES -> {
        double probability = answers.probability(example, answers.chosen(example));
        yield Double.isFinite(probability)
            ? "%d with %.0f %%".formatted(answers.chosen(example), 100 * probability)
            : "not finite";
      }
      case BINARY -> numbers(output -> answers.probability(example, output));
      case NUMBERS -> numbers(output -> answers.score(example, output));
    };
  }

  /** Whether a class was named that is the right one. */
  public boolean isRight() {
    return answers.kind() == TargetKind.CLASSES
        && answers.chosen(example) == answers.targets()[example]
        && Double.isFinite(answers.probability(example, answers.chosen(example)));
  }

  private String numbers(IntToDoubleFunction value) {
    String shown =
        IntStream.range(0, Math.min(MOST_NUMBERS, answers.outputs()))
            .mapToObj(output -> number(value.applyAsDouble(output)))
            .collect(Collectors.joining(", "));
    int more = answers.outputs() - MOST_NUMBERS;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  /** A number with four digits. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
