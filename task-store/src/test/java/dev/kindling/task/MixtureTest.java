package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final Key KEY = Key.of(11);
  private static final TaskSettings FIVE = new GlyphsSettings(5, 1, 2, 12, 200, 1);
  private static final TaskSettings EIGHT = new GlyphsSettings(8, 2, 1, 12, 200, 4);
  private static final TaskSettings LINES = new LinesSettings(5, 5, 1, 1, 1, 1, 0);
  private static final TaskSettings WAVES = SinusoidSettings.defaults();

  private static MixturePart part(double weight, TaskSettings tasks) {
    return new MixturePart("", weight, tasks);
  }

  private static MixtureSettings of(MixturePart... parts) {
    return new MixtureSettings(List.of(parts));
  }

  private static MixtureSource open(MixtureSettings settings) {
    return (MixtureSource) settings.open(Split.TRAIN);
  }

  /** Chi-square with 3 degrees of freedom: below 16.3 in 999 of 1,000 seeds. */
  @Test
  void partsAreDrawnByWeight() {
    double[] weights = {.5, 3, 1, 5.5};
    MixtureSource source =
        open(
            of(
                part(weights[0], LINES),
                part(weights[1], WAVES),
                part(weights[2], LINES),
                part(weights[3], WAVES)));
    int draws = 20_000;
    int[] seen = new int[weights.length];
    IntStream.range(0, draws).forEach(i -> seen[source.part(KEY.fold(i))]++);

    double chiSquare = 0;
    for (int i = 0; i < seen.length; i++) {
      double expected = draws * weights[i] / 10;
      chiSquare += (seen[i] - expected) * (seen[i] - expected) / expected;
    }
    assertThat(chiSquare).as(java.util.Arrays.toString(seen)).isBetween(.01, 16.3);
  }

  @Test
  void aTaskIsOneOfItsPartsBitByBit() {
    MixtureSource source = open(of(part(1, LINES), part(2, WAVES)));
    List<TaskSource> parts = List.of(LINES.open(Split.TRAIN), WAVES.open(Split.TRAIN));
    for (int i = 0; i < 50; i++) {
      Key key = KEY.fold(i);
      assertThat(source.sample(key)).isEqualTo(parts.get(source.part(key)).sample(key));
    }
  }

  @Test
  void aMixtureOfOnePartIsThatPart() {
    MixtureSource source = open(of(part(7, FIVE)));
    TaskSource alone = FIVE.open(Split.TRAIN);
    assertThat(source.shape()).isEqualTo(alone.shape());
    assertThat(source.sizes()).isEqualTo(Sizes.FIXED);
    for (int i = 0; i < 20; i++) {
      assertThat(source.sample(KEY.fold(i))).isEqualTo(alone.sample(KEY.fold(i)));
    }
  }

  @Test
  void theShapeHoldsTheTasksOfAllParts() {
    MixtureSource source = open(of(part(1, FIVE), part(1, EIGHT)));
    assertThat(source.shape()).isEqualTo(new TaskShape(List.of(12, 12, 1), List.of(), 16, 10, 8));
    assertThat(source.sizes()).isEqualTo(Sizes.VARYING);
    for (int i = 0; i < 20; i++) {
      int support = source.sample(KEY.fold(i)).support().count();
      assertThat(support).isEqualTo(source.part(KEY.fold(i)) == 0 ? 5 : 16);
    }
    assertThat(open(of(part(1, FIVE), part(1, FIVE))).sizes()).isEqualTo(Sizes.FIXED);
    TaskSettings users = new UsersSettings(5, 10, 5, 1, 1, 100, 0);
    var fixed = new LinesSettings(10, 5, 1, 1, 1, 1, 0);
    assertThat(open(of(part(1, users), part(1, fixed))).sizes()).isEqualTo(Sizes.VARYING);
  }

  @Test
  void aMixtureWithinAMixtureIsItsParts() {
    MixtureSettings inner = of(part(1, LINES), part(3, WAVES));
    MixtureSource nested = open(of(part(4, inner), part(4, LINES)));
    MixtureSource flat = open(of(part(.125, LINES), part(.375, WAVES), part(.5, LINES)));
    for (int i = 0; i < 100; i++) {
      assertThat(nested.part(KEY.fold(i))).isEqualTo(flat.part(KEY.fold(i)));
    }
  }

  @Test
  void partsThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> open(of(part(1, LINES), part(1, WAVES), part(1, FIVE))))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.USAGE))
        .hasMessage(
            "the parts of a mixture must agree in their examples but parts[0] has features of"
                + " shape [1] and targets of shape [1], numbers, and parts[2] has features of"
                + " shape [12, 12, 1] and targets of shape [], classes; change or remove one of"
                + " them");
  }

  @Test
  void whatIsWrongWithAPartNamesThePart() {
    assertThatThrownBy(() -> open(of(part(1, LINES), part(1, MixtureSettings.defaults()))))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("parts[1]: a mixture of tasks needs at least one part");
  }

  @Test
  void weightsArePositiveAndTheirSumIsANumber() {
    assertThatThrownBy(() -> part(0, LINES)).hasMessage("weight must be above 0 but is 0");
    MixturePart heavy = part(Double.MAX_VALUE, LINES);
    assertThatThrownBy(() -> of(heavy, heavy))
        .hasMessage("parts' sum of weights must be a finite number but is Infinity");
  }

  @Test
  void aPartWithoutANameGoesByItsNumber() {
    assertThat(part(1, LINES).label(0)).isEqualTo("part 1");
    assertThat(new MixturePart("waves", 1, WAVES).label(0)).isEqualTo("waves");
  }
}
