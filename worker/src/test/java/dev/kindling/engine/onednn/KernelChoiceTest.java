package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.model.Resnet12Settings;
import dev.kindling.plan.Planner;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which kernels programs get: the library falls back to very slow ones without a word. */
class KernelChoiceTest {
  private static final TaskShape IMAGES = new TaskShape(List.of(28, 28, 1), List.of(), 5, 25, 5);
  private static final Conv4Settings STRIDE = new Conv4Settings(32, Conv4Settings.Reduction.STRIDE);
  private static final Conv4Settings POOL = new Conv4Settings(32, Conv4Settings.Reduction.POOL);

  private final OneDnnEngine engine = new OneDnnEngine("auto", 1L << 31);

  /** Processors without these instructions have kernels with other names. */
  @BeforeEach
  void theInstructionsAreThoseThatTheNamesAreOf() {
    assumeThat(engine.instructionSet()).as("the instruction set").startsWith("avx512");
  }

  private List<String> implementations(ModelSettings model) {
    Program program = EpisodePrograms.of(new MamlSettings(2, 0.01, 2), model, IMAGES).training(4);
    var plan = new Planner(engine.target()).plan(program);
    try (var workspace =
            new OneDnnWorkspace(engine.target(), new SweepCompiler(), PlantedFault.NONE);
        var executable = workspace.lowered(plan)) {
      return executable.implementations();
    }
  }

  @Test
  void allAreMadeForTheProcessor() {
    var residual = new Resnet12Settings(List.of(8, 16), Normalisation.BATCH);
    for (ModelSettings model : List.of(MlpSettings.defaults(), STRIDE, POOL, residual)) {
      assertThat(implementations(model))
          .hasSizeGreaterThan(50)
          .allMatch(name -> name.matches("(jit|jit_1x1|brg_?(matmul|conv).*):.*"));
    }
  }

  @Test
  void productsAreOfBlocks() {
    assertThat(implementations(MlpSettings.defaults()))
        .filteredOn(name -> name.contains("matmul"))
        .hasSizeGreaterThan(20)
        .allMatch(name -> name.startsWith("brg_matmul:"));
  }

  /** {@link Convolutions} says when which is faster; sums along rows have other bits. */
  @Test
  void convolutionsOfStrideTwoGoAlongRowsAndOthersInBlocks() {
    assertThat(implementations(STRIDE)).noneMatch(name -> name.matches("brg_?conv.*"));
    assertThat(implementations(POOL))
        .anyMatch(name -> name.startsWith("brg_conv_fwd:"))
        .anyMatch(name -> name.startsWith("brg_conv_bwd:"));
  }

  @Test
  void onlySweepsOfManyElementsAreOfVectors() {
    var compiler = new SweepCompiler(SweepForm.VECTORS);
    assertThat(compiler.form(sweep(2048))).isEqualTo(SweepForm.ELEMENTS);
    assertThat(compiler.form(sweep(2049))).isEqualTo(SweepForm.VECTORS);
  }

  private static SweepSource sweep(int elements) {
    var trace = new Trace();
    Symbol x = trace.input("0", Shape.of(elements));
    trace.output("result", x.binary(BinaryKind.ADD, x));
    return new SweepSource(trace.program());
  }
}
