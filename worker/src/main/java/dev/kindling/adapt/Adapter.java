package dev.kindling.adapt;

import dev.kindling.engine.Engine;
import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Require;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.trained.ModelFile;
import dev.kindling.trained.TrainedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adapts a trained model to tasks. Any thread may use it; as many as it was opened for compute at
 * once, and others wait. Its memory does not grow with the tasks that were adapted.
 */
public final class Adapter implements AutoCloseable {
  private final Prior prior;
  private final Accepted accepted;
  private final Benches benches;
  private final String fingerprint;

  /** In how many inner steps a task is adapted for which nothing else is asked. */
  private final int steps;

  /** An adapter of the model that lies on this machine's disk, on all its processors. */
  public static Adapter load(Path model) {
    int processors = Runtime.getRuntime().availableProcessors();
    return of(ModelFile.read(model), EngineSettings.defaults(), processors);
  }

  /**
   * An adapter of a model.
   *
   * @param engine that computes; another than the one that the model was judged with gives other
   *     last bits
   * @param threads how many may compute at once
   */
  public static Adapter of(TrainedModel model, EngineSettings engine, int threads) {
    return new Adapter(Prior.of(model), engine.open(), threads);
  }

  /**
   * An adapter of what training left.
   *
   * @param engine that computes
   * @param threads how many may compute at once
   */
  public Adapter(Prior prior, Engine engine, int threads) {
    Require.positive("threads", threads);
    this.prior = prior;
    this.accepted = new Accepted(prior.shape());
    this.benches = new Benches(new Plans(prior, engine), threads);
    this.fingerprint = prior.fingerprint();
    this.steps = prior.steps(prior.steps());
  }

  /** The model adapted to a task, in as many inner steps as the model says. */
  public Adapted adapt(Examples support) {
    return adaptIn(steps, support);
  }

  /** The same in other inner steps, where the model's learner takes steps. */
  public Adapted adapt(Examples support, int asked) {
    return adaptIn(prior.steps(asked), support);
  }

  private Adapted adaptIn(int inner, Examples support) {
    accepted.requireSupport(support);
    Form form = Form.of(prior, support.count(), inner);
    Kept kept = benches.use(bench -> bench.adapt(form, List.of(support))).get(0);
    return new Adapted(this, kept);
  }

  /** One that was kept as bytes; those of another model are refused. */
  public Adapted restore(byte[] bytes) {
    Kept kept = AdaptedBytes.read(fingerprint, bytes);
    accepted.requireSupport(kept.support());
    return new Adapted(this, kept);
  }

  /**
   * Adapts to many tasks and answers about each: the same as one by one, in less time. One task
   * that the model diverges on does not keep the others from their answers; {@link
   * Answered#isSound} tells.
   */
  public List<Answered> solve(List<Problem> problems) {
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < problems.size(); i++) {
      groups.computeIfAbsent(group(problems.get(i)), none -> new ArrayList<>()).add(i);
    }
    Answered[] answers = new Answered[problems.size()];
    groups.forEach((group, places) -> solve(group, places, problems, answers));
    return List.of(answers);
  }

  /**
   * Problems that programs take together.
   *
   * @param whole whether one program adapts and answers
   */
  private record Group(Form form, boolean whole) {}

  private Group group(Problem problem) {
    accepted.requireSupport(problem.support());
    accepted.requireQuestions(problem.questions());
    Form form = Form.of(prior, problem.support().count(), steps);
    int questions = problem.questions().dimension(0);
    return new Group(form, form.takes(questions, prior.shape().query()));
  }

  private void solve(
      Group group, List<Integer> places, List<Problem> problems, Answered[] answers) {
    benches.use(
        bench -> {
          int most = bench.tasksAtOnce(group.form());
          for (int first = 0; first < places.size(); first += most) {
            List<Integer> block = places.subList(first, Math.min(first + most, places.size()));
            List<Answered> solved = solve(bench, group, block.stream().map(problems::get).toList());
            for (int i = 0; i < block.size(); i++) {
              answers[block.get(i)] = solved.get(i);
            }
          }
          return answers;
        });
  }

  private List<Answered> solve(Bench bench, Group group, List<Problem> block) {
    List<Examples> support = block.stream().map(Problem::support).toList();
    List<HostTensor> questions = block.stream().map(Problem::questions).toList();
    if (!group.whole()) {
      List<Kept> kept = bench.adapt(group.form(), support);
      return new Asking(bench, accepted, kept, questions).answers();
    }
    List<Examples> rows =
        questions.stream().map(all -> accepted.questions(all, 0, all.dimension(0))).toList();
    return bench.solve(group.form(), support, rows).stream().map(accepted::answered).toList();
  }

  Answered ask(Kept kept, HostTensor questions) {
    accepted.requireQuestions(questions);
    return benches
        .use(bench -> new Asking(bench, accepted, List.of(kept), List.of(questions)).answers())
        .get(0)
        .required(kept.support().count());
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
