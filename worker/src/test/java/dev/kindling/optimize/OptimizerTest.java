package dev.kindling.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every optimiser. */
class OptimizerTest {

  private static final int SIZE = 37;
  private static final Key KEY = Key.of(11);
  private static final CosineSettings COSINE = new CosineSettings(300, 20, .1);
  private static final ClipSettings CLIP = new ClipSettings(1.5, 4);

  static Stream<OptimizerSettings> optimizers() {
    return Stream.of(
        SgdSettings.defaults(),
        new SgdSettings(.05, .9, COSINE, CLIP),
        AdamSettings.defaults(),
        new AdamSettings(.01, .8, .99, 1e-6, new StepSettings(50, .5), CLIP),
        AdamWSettings.defaults(),
        new AdamWSettings(.01, .9, .999, 1e-8, .1, new WarmupSettings(30), CLIP));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resumedFromItsStateItGoesOnToTheSameBits(OptimizerSettings settings) throws Exception {
    Update whole = run(settings.build(), start(settings.build()), 0, 200);
    Update half = run(settings.build(), start(settings.build()), 0, 101);
    OptimizerState written = (OptimizerState) roundTrip(half.state());
    Update resumed = run(settings.build(), new Update(half.theta(), written), 101, 200);
    assertThat(resumed).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(resumed.state().step()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void whatGoesInStaysAsItIs(OptimizerSettings settings) {
    Optimizer optimizer = settings.build();
    Update before = run(optimizer, start(optimizer), 0, 3);
    float[] theta = before.theta().clone();
    float[] gradient = gradient(3);
    OptimizerState state = copy(before.state());
    Update first = optimizer.update(before.theta(), gradient, before.state());
    Update second = optimizer.update(before.theta(), gradient, before.state());
    assertThat(before).isEqualTo(new Update(theta, state));
    assertThat(gradient).isEqualTo(gradient(3));
    assertThat(second).isEqualTo(first);
    assertThat(first.theta()).isNotSameAs(before.theta());
    first
        .state()
        .slots()
        .forEach((n, s) -> assertThat(s).isNotSameAs(before.state().slots().get(n)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void descendsABowl(OptimizerSettings settings) {
    Optimizer optimizer = settings.build();
    Update update = start(optimizer);
    double before = bowl(update.theta());
    for (int t = 0; t < 300; t++) {
      update = optimizer.update(update.theta(), update.theta(), update.state());
    }
    assertThat(bowl(update.theta())).isLessThan(.75 * before);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aGradientOfAnotherSizeIsRefused(OptimizerSettings settings) {
    Optimizer optimizer = settings.build();
    OptimizerState state = optimizer.initialState(SIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.update(new float[SIZE], new float[2], state))
        .withMessage("theta has 37 elements but its gradient has 2");
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aGradientThatIsNotFiniteIsRefused(OptimizerSettings settings) {
    Optimizer optimizer = settings.build();
    float[] gradient = gradient(0);
    gradient[4] = Float.NaN;
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> optimizer.update(new float[SIZE], gradient, optimizer.initialState(SIZE)))
        .withMessage(
            "Element 4 of the meta-gradient's 37 is NaN: training has diverged; resume from an"
                + " earlier checkpoint with a lower rate or with clip.norm set.")
        .matches(fault -> fault.kind() == Fault.Kind.DATA);
  }

  @Test
  void theStateOfAnotherOptimizerIsRefused() {
    Optimizer adam = AdamSettings.defaults().build();
    OptimizerState ofSgd = new OptimizerState(5, new TreeMap<>(Map.of("momentum", new float[1])));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> adam.update(new float[1], new float[1], ofSgd))
        .withMessage(
            "This optimizer remembers [first-moment, second-moment] but the state holds"
                + " [momentum]: resume with the optimizer that the run began with, or start a new"
                + " run.")
        .matches(fault -> fault.kind() == Fault.Kind.USAGE);
  }

  @Test
  void theStateOfAnotherModelIsRefused() {
    Optimizer adam = AdamSettings.defaults().build();
    OptimizerState ofThree = adam.initialState(3);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> adam.update(new float[2], new float[2], ofThree))
        .withMessage(
            "The optimizer state's first-moment has 3 elements but the model has 2 parameters:"
                + " resume with the model that the run began with, or start a new run.");
  }

  @Test
  void statesAreValues() {
    OptimizerState state = AdamSettings.defaults().build().initialState(2);
    assertThat(state).isEqualTo(copy(state)).hasSameHashCodeAs(copy(state));
    assertThat(state).isNotEqualTo(state.next(state.slots()));
    assertThat(state).hasToString("OptimizerState[step=0, slots=[first-moment, second-moment]]");
    assertThat(new Update(new float[2], state)).hasToString("Update[2 parameters, " + state + "]");
    assertThat(state.slots()).isUnmodifiable();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerState(-1, new TreeMap<>()))
        .withMessage("step must be at least 0 but is -1");
    TreeMap<String, float[]> missing = new TreeMap<>();
    missing.put("momentum", null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerState(0, missing))
        .withMessage("momentum is missing");
  }

  private static Update start(Optimizer optimizer) {
    float[] theta = new float[SIZE];
    KEY.fold("theta").fillNormal(theta, 0, 1);
    return new Update(theta, optimizer.initialState(SIZE));
  }

  private static Update run(Optimizer optimizer, Update from, int first, int end) {
    Update update = from;
    for (int t = first; t < end; t++) {
      update = optimizer.update(update.theta(), gradient(t), update.state());
    }
    return update;
  }

  private static float[] gradient(int t) {
    float[] gradient = new float[SIZE];
    KEY.fold("gradient").fold(t).fillNormal(gradient, .2, 1);
    return gradient;
  }

  /** Its gradient at theta is theta. */
  private static double bowl(float[] theta) {
    double squares = 0;
    for (float element : theta) {
      squares += element * element;
    }
    return squares / 2;
  }

  private static OptimizerState copy(OptimizerState state) {
    TreeMap<String, float[]> slots = new TreeMap<>();
    state.slots().forEach((name, slot) -> slots.put(name, slot.clone()));
    return new OptimizerState(state.step(), slots);
  }

  private static Object roundTrip(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
