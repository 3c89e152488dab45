package dev.kindling.adapt;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks tasks of one form that fit a block, each as many questions as it likes: as many at a time as
 * the model takes, and what is left at last.
 */
final class Asking {
  private final Bench bench;
  private final Accepted accepted;
  private final int query;
  private final List<Kept> tasks;
  private final List<HostTensor> questions;
  private final List<float[]> scores = new ArrayList<>();

  Asking(Bench bench, Accepted accepted, List<Kept> tasks, List<HostTensor> questions) {
    this.bench = bench;
    this.accepted = accepted;
    this.query = accepted.shape().query();
    this.tasks = tasks;
    this.questions = questions;
    for (HostTensor asked : questions) {
      int size = Math.multiplyExact(asked.dimension(0), accepted.shape().outputs());
      scores.add(new float[size]);
    }
  }

  List<Answered> answers() {
    int most = questions.stream().mapToInt(asked -> asked.dimension(0)).max().orElse(0);
    for (int from = 0; from < most; from += query) {
      int first = from;
      byForm(from).forEach((form, group) -> ask(form, group, first));
    }
    return scores.stream().map(accepted::answered).toList();
  }

  /** The tasks that have questions left, by the form that they have with those that come next. */
  private Map<Form, List<Integer>> byForm(int from) {
    Map<Form, List<Integer>> groups = new LinkedHashMap<>();
    for (int task = 0; task < tasks.size(); task++) {
      int next = Math.min(query, questions.get(task).dimension(0) - from);
      if (next > 0) {
        Form form = tasks.get(task).form().asking(next, query);
        groups.computeIfAbsent(form, none -> new ArrayList<>()).add(task);
      }
    }
    return groups;
  }

  private void ask(Form form, List<Integer> group, int from) {
    List<Kept> asked = group.stream().map(tasks::get).toList();
    List<Examples> rows =
        group.stream()
            .map(questions::get)
            .map(all -> accepted.questions(all, from, Math.min(from + query, all.dimension(0))))
            .toList();
    List<float[]> said = bench.ask(form, asked, rows);
    for (int i = 0; i < group.size(); i++) {
      int start = from * accepted.shape().outputs();
      System.arraycopy(said.get(i), 0, scores.get(group.get(i)), start, said.get(i).length);
    }
  }
}
