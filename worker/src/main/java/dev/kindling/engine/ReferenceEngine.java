package dev.kindling.engine;

import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Obvious loops in double precision: the oracle of every other engine. */
public final class ReferenceEngine implements Engine {
  private final long memoryBytes;

  public ReferenceEngine(long memoryBytes) {
    this.memoryBytes = memoryBytes;
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String instructionSet() {
    return "java-double";
  }

  @Override
  public Target target() {
    return new Target(Set.<UnaryKind>of(), 1, memoryBytes);
  }

  /** Besides its results, which are gone after a run, a program holds its inputs and outputs. */
  @Override
  public Footprint footprint(Plan plan) {
    Program program = plan.program();
    long numbers =
        Stream.concat(program.inputs().values().stream(), program.outputs().values().stream())
            .mapToLong(place -> program.shape(place).size())
            .sum();
    return new Footprint(plan.arenaBytes(), numbers * Double.BYTES);
  }

  @Override
  public Workspace workspace() {
    return new Heap(new Turn());
  }

  /** Java's memory, which needs no owner. */
  private record Heap(Turn turn) implements Workspace {

    @Override
    public void reserve(Footprint largest) {}

    @Override
    public Executable compile(Plan plan) {
      return new GuardedExecutable(plan.program(), new ReferenceExecutable(plan.program()), turn);
    }

    @Override
    public void close() {}
  }

  /** The outputs of {@code program} for the given inputs, all in double precision. */
  public static Map<String, double[]> evaluate(Program program, Map<String, double[]> inputs) {
    return evaluate(program, inputs, result -> result);
  }

  /**
   * The same, with the result of each instruction rounded to float. No engine of floats can do
   * better, since it rounds inside instructions too.
   */
  public static Map<String, double[]> evaluateRounded(
      Program program, Map<String, double[]> inputs) {
    return evaluate(program, inputs, ReferenceEngine::rounded);
  }

  private static double[] rounded(double[] result) {
    return Arrays.stream(result).map(value -> (float) value).toArray();
  }

  private static Map<String, double[]> evaluate(
      Program program, Map<String, double[]> inputs, UnaryOperator<double[]> kept) {
    double[][] results = new double[program.size()][];
    var interpreter = new Interpreter(program, inputs, results);
    for (int place = 0; place < program.size(); place++) {
      results[place] = kept.apply(interpreter.evaluate(place));
    }
    Map<String, double[]> outputs = new LinkedHashMap<>();
    program.outputs().forEach((name, place) -> outputs.put(name, results[place].clone()));
    return outputs;
  }

  private static final class ReferenceExecutable implements Tenant {
    private final Program program;
    private final Map<String, double[]> inputs = new HashMap<>();
    private Map<String, double[]> outputs = Map.of();

    ReferenceExecutable(Program program) {
      this.program = program;
    }

    @Override
    public void moveIn() {
      inputs.clear();
      outputs = Map.of();
    }

    @Override
    public void write(String input, float[] values, int offset) {
      double[] copy = new double[program.inputShape(input).size()];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = values[offset + i];
      }
      inputs.put(input, copy);
    }

    @Override
    public void run() {
      outputs = evaluate(program, inputs);
    }

    @Override
    public void read(String output, float[] target, int offset) {
      double[] values = outputs.get(output);
      for (int i = 0; i < values.length; i++) {
        target[offset + i] = (float) values[i];
      }
    }

    @Override
    public void close() {
      outputs = Map.of();
    }
  }
}
