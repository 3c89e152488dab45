package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.fault.Fault;
import dev.kindling.metric.Answers;
import dev.kindling.report.AnswerText;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A task as a trained model learns it, for people: the task, then what the model says of each query
 * example after 0, 1, ... inner steps.
 *
 * @param out where images go as a PNG; null for the terminal
 */
record AnswersView(Console console, Path out) {

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
      String target = new AnswerText(first, example).target();
      List<String> row = new ArrayList<>(List.of("" + (example + 1), target));
      for (Answers step : answers.steps()) {
        var answer = new AnswerText(step, example);
        row.add(answer.said() + (answer.isRight() ? " *" : ""));
      }
      rows.add(row);
    }
    List<String> errors = new ArrayList<>(List.of("error", ""));
    answers.errors().forEach(error -> errors.add(AnswerText.number(error)));
    rows.add(errors);
    return aligned(rows);
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
