package dev.kindling.adapt;

import dev.kindling.engine.Engine;
import dev.kindling.fault.Require;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adapts a trained model to tasks. Any thread may use it; as many as it was opened for compute at
 * once, and others wait. Its memory does not grow with the tasks that were adapted.
 */
public final class Adapter implements AutoCloseable {
  private final Learnt learnt;
  private final Accepted accepted;
  private final Benches benches;
  private final String fingerprint;

  /**
   * An adapter of a model.
   *
   * @param engine that computes
   * @param threads how many may compute at once
   */
  public Adapter(Learnt learnt, Engine engine, int threads) {
    Require.positive("threads", threads);
    this.learnt = learnt;
    this.accepted = new Accepted(learnt.shape());
    this.benches = new Benches(new Plans(learnt, engine), threads);
    this.fingerprint = Fingerprint.of(learnt.theta());
  }

  /** The model adapted to a task, in as many inner steps as the model says. */
  public Adapted adapt(Examples support) {
    return adapt(support, learnt.steps());
  }

  /** The same in other inner steps, where the model's learner takes steps. */
  public Adapted adapt(Examples support, int steps) {
    accepted.requireSupport(support);
    Form form = Form.of(learnt, support.count(), steps);
    Kept kept = benches.use(bench -> bench.adapt(form, List.of(support))).get(0);
    return new Adapted(this, kept);
  }

  /** One that was kept as bytes; those of another model are refused. */
  public Adapted restore(byte[] bytes) {
    Kept kept = AdaptedBytes.read(fingerprint, bytes);
    accepted.requireSupport(kept.support());
    return new Adapted(this, kept);
  }

  /** Adapts to many tasks and answers about each: the same as one by one, in less time. */
  public List<Answered> solve(List<Problem> problems) {
    problems.forEach(problem -> accepted.requireSupport(problem.support()));
    problems.forEach(problem -> accepted.requireQuestions(problem.questions()));
    Map<Form, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < problems.size(); i++) {
      Form form = Form.of(learnt, problems.get(i).support().count(), learnt.steps());
      groups.computeIfAbsent(form, none -> new ArrayList<>()).add(i);
    }
    Answered[] answers = new Answered[problems.size()];
    groups.forEach((form, places) -> solve(form, places, problems, answers));
    return List.of(answers);
  }

  private void solve(Form form, List<Integer> places, List<Problem> problems, Answered[] answers) {
    benches.use(
        bench -> {
          int most = bench.tasksAtOnce(form);
          for (int first = 0; first < places.size(); first += most) {
            List<Integer> block = places.subList(first, Math.min(first + most, places.size()));
            List<Answered> solved = solve(bench, form, block.stream().map(problems::get).toList());
            for (int i = 0; i < block.size(); i++) {
              answers[block.get(i)] = solved.get(i);
            }
          }
          return answers;
        });
  }

  private List<Answered> solve(Bench bench, Form form, List<Problem> block) {
    List<Kept> kept = bench.adapt(form, block.stream().map(Problem::support).toList());
    List<HostTensor> questions = block.stream().map(Problem::questions).toList();
    return new Asking(bench, accepted, kept, questions).answers();
  }

  Answered ask(Kept kept, HostTensor questions) {
    accepted.requireQuestions(questions);
    return benches
        .use(bench -> new Asking(bench, accepted, List.of(kept), List.of(questions)).answers())
        .get(0);
  }

  String fingerprint() {
    return fingerprint;
  }

  /** Frees the memory of its programs. What was adapted can be kept as bytes, and asked no more. */
  @Override
  public void close() {
    benches.close();
  }
}
