package dev.kindling.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Conv4Settings;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that have one memory in turns. */
class WorkspaceTest {
  private static final long MEMORY = 1 << 28;
  private static final Key KEY = Key.of(5);

  static Stream<Engine> engines() {
    return Stream.of(
        new ReferenceEngine(MEMORY), new OneDnnEngine("auto", MEMORY), new Nd4jEngine(MEMORY));
  }

  /** With constants, ranges, products and sums. */
  private static Program small() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(1, 4, 4));
    Symbol three = trace.constant(3, Shape.of(1, 4, 4));
    Symbol places = trace.apply(new Op.Range(Shape.of(1, 4, 4), 2));
    trace.output("y", x.matMul(three).matMul(places).sumFrom(1));
    return trace.program();
  }

  private static Program images(int tasks) {
    var shape = new TaskShape(List.of(16, 16, 1), List.of(), 5, 5, 5);
    var model = new Conv4Settings(8, Conv4Settings.Reduction.POOL);
    return EpisodePrograms.of(new MamlSettings(1, 0.01, 2), model, shape).training(tasks);
  }

  private static Plan plan(Engine engine, Program program) {
    return new Planner(engine.target()).plan(program);
  }

  private static void write(Executable executable, Program program) {
    program
        .inputs()
        .forEach(
            (name, place) -> {
              var numbers = SampleNumbers.of(KEY.fold(name), program.shape(place), true);
              executable.write(name, SampleNumbers.floats(numbers), 0);
            });
  }

  private static List<float[]> results(Executable executable, Program program) {
    write(executable, program);
    executable.run();
    List<float[]> results = new ArrayList<>();
    program
        .outputs()
        .forEach(
            (name, place) -> {
              float[] values = new float[program.shape(place).size()];
              executable.read(name, values, 0);
              results.add(values);
            });
    return results;
  }

  private static List<float[]> alone(Engine engine, Program program) {
    try (Executable executable = engine.compile(plan(engine, program))) {
      return results(executable, program);
    }
  }

  /** The second program is the larger, for which the memory grows if nothing was reserved. */
  @ParameterizedTest
  @MethodSource("engines")
  void programsThatTakeTurnsComputeTheSameBitsAsAlone(Engine engine) {
    List<Program> programs = List.of(small(), images(2), images(1));
    List<List<float[]>> expected = programs.stream().map(one -> alone(engine, one)).toList();
    try (Workspace workspace = engine.workspace()) {
      List<Executable> executables =
          programs.stream().map(one -> workspace.compile(plan(engine, one))).toList();
      for (int turn : new int[] {1, 0, 1, 2, 0, 1}) {
        List<float[]> results = results(executables.get(turn), programs.get(turn));
        for (int i = 0; i < results.size(); i++) {
          assertThat(results.get(i))
              .as("turn of %d", turn)
              .containsExactly(expected.get(turn).get(i));
        }
      }
      executables.forEach(Executable::close);
    }
  }

  /** Memory comes dirty: another program may have left anything there. */
  @ParameterizedTest
  @MethodSource("engines")
  void whatAnotherProgramLeftDoesNotMatter(Engine engine) {
    Program program = images(1);
    List<float[]> expected = alone(engine, program);
    Program all = copy(Math.toIntExact(engine.footprint(plan(engine, program)).shared() / 8));
    try (Workspace workspace = engine.workspace()) {
      Executable dirt = workspace.compile(plan(engine, all));
      Executable executable = workspace.compile(plan(engine, program));
      float[] nothing = new float[all.inputShape("x").size()];
      Arrays.fill(nothing, Float.NaN);
      dirt.write("x", nothing, 0);
      dirt.run();
      List<float[]> results = results(executable, program);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i)).containsExactly(expected.get(i));
      }
      executable.close();
      dirt.close();
    }
  }

  private static Program copy(int size) {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(size)).times(2));
    return trace.program();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whatAnotherProgramWroteOverIsNotGiven(Engine engine) {
    try (Workspace workspace = engine.workspace();
        Executable first = workspace.compile(plan(engine, copy(3)));
        Executable second = workspace.compile(plan(engine, copy(5)))) {
      first.write("x", new float[] {1, 2, 3}, 0);
      first.run();
      second.write("x", new float[5], 0);
      assertThatThrownBy(() -> first.read("y", new float[3], 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "output y is gone, since another program has had the memory; run this one again");
      assertThatThrownBy(first::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("input x is not set");
      assertThatThrownBy(second::run).hasMessage("input x is not set");
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void programsTakeTheMostOfWhatTheyShareAndTheSumOfTheirOwn(Engine engine) {
    Footprint one = engine.footprint(plan(engine, images(1)));
    Footprint two = engine.footprint(plan(engine, images(2)));
    assertThat(two.shared()).isGreaterThan(one.shared());
    assertThat(one.with(two)).isEqualTo(new Footprint(two.shared(), one.own() + two.own()));
    assertThat(one.with(two).bytes()).isLessThan(one.bytes() + two.bytes());
  }
}
