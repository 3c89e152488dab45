package dev.kindling.adapt;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
      byNumberLeft(from).forEach((count, group) -> ask(group, first, count));
    }
    return scores.stream().map(this::answered).toList();
  }

  private Answered answered(float[] scores) {
    return new Answered(accepted.shape().targetKind(), accepted.shape().outputs(), scores);
  }

  /** The tasks that have questions left, by how many of those come next. */
  private Map<Integer, List<Integer>> byNumberLeft(int from) {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int task = 0; task < tasks.size(); task++) {
      int left = Math.min(query, questions.get(task).dimension(0) - from);
      if (left > 0) {
        groups.computeIfAbsent(left, none -> new ArrayList<>()).add(task);
      }
    }
    return groups;
  }

  private void ask(List<Integer> group, int from, int count) {
    List<Kept> asked = group.stream().map(tasks::get).toList();
    List<Examples> rows =
        group.stream()
            .map(task -> accepted.question(questions.get(task), from, from + count))
            .toList();
    List<float[]> said = bench.ask(asked, rows);
    for (int i = 0; i < group.size(); i++) {
      int start = from * accepted.shape().outputs();
      System.arraycopy(said.get(i), 0, scores.get(group.get(i)), start, said.get(i).length);
    }
  }
}
