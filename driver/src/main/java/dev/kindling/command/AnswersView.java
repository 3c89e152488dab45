package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.fault.Fault;
import dev.kindling.metric.Answers;
import dev.kindling.task.Split;
import dev.kindling.task.TargetKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A task as a trained model learns it, for people: the task, then what the model says of each query
 * example after 0, 1, ... inner steps.
 *
 * @param out where images go as a PNG; null for the terminal
 */
record AnswersView(Console console, Path out) {
  private static final int MOST_NUMBERS = 4;

  /** Of the best model of a run. */
  void show(String run, Split split, int number) {
    JudgedModel model = JudgedModel.open(run, Optional.empty());
    ChosenStores stores = ChosenStores.of(model.trained());
    Configuration configuration = model.shaped(stores.configuration(), console);
    var notJudged = NotJudged.required(configuration.evaluation().tasks(), split);
    model.requireFit(configuration);
    stores.tell(console);
    notJudged.lines().forEach(console::say);
    try (EpisodeWorker worker = EpisodeWorker.open(configuration.episodes())) {
      var task = Evaluation.single(configuration, split, number - 1);
      List<TaskAnswers> answers = worker.answers(model.checkpoint().state().forTasks(), task);
      if (answers.isEmpty()) {
        throw Fault.data("task %d is damaged; name another --task".formatted(number));
      }
      console
          .out()
          .printf("model of step %d of %s%n", model.checkpoint().state().step(), model.run());
      new TaskView(console, out).show(answers.get(0).task());
      console.out().print(table(answers.get(0)));
    }
  }

  /** A line for each query example; a star stands at what is right. */
  static String table(TaskAnswers answers) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("query", "target"));
    int steps = answers.steps().size();
    IntStream.range(0, steps).forEach(step -> head.add(steps == 1 ? "answer" : "after " + step));
    rows.add(head);
    Answers first = answers.steps().get(0);
    for (int example = 0; example < first.examples(); example++) {
      List<String> row = new ArrayList<>(List.of("" + (example + 1), target(first, example)));
      for (Answers step : answers.steps()) {
        row.add(said(step, example));
      }
      rows.add(row);
    }
    List<String> errors = new ArrayList<>(List.of("error", ""));
    answers.errors().forEach(error -> errors.add(number(error)));
    rows.add(errors);
    return aligned(rows);
  }

  private static String target(Answers answers, int example) {
    return answers.kind() == TargetKind.CLASSES
        ? "class " + (int) answers.targets()[example]
        : numbers(answers, output -> answers.targets()[example * answers.outputs() + output]);
  }

  private static String said(Answers answers, int example) {
    return switch (answers.kind()) {
      case CLASSES -> {
        int chosen = answers.chosen(example);
        double probability = answers.probability(example, chosen);
        String star = chosen == answers.targets()[example] ? " *" : "";
        yield Double.isFinite(probability)
            ? "%d with %.0f %%%s".formatted(chosen, 100 * probability, star)
            : "not finite";
      }
      case BINARY -> numbers(answers, output -> answers.probability(example, output));
      case NUMBERS -> numbers(answers, output -> answers.score(example, output));
    };
  }

  private static String numbers(Answers answers, IntToDoubleFunction value) {
    String shown =
        IntStream.range(0, Math.min(MOST_NUMBERS, answers.outputs()))
            .mapToObj(output -> number(value.applyAsDouble(output)))
            .collect(Collectors.joining(", "));
    int more = answers.outputs() - MOST_NUMBERS;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    List<Integer> widths =
        IntStream.range(0, columns)
            .mapToObj(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toList();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      String line =
          IntStream.range(0, columns)
              .mapToObj(i -> ("%-" + Math.max(1, widths.get(i)) + "s").formatted(row.get(i)))
              .collect(Collectors.joining("  ", "  ", ""));
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
