package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NumberingTest {
  private static final Key KEY = Key.of(5);

  private static Task task(List<Float> support, List<Float> query) {
    return new Task("task 1", examples(support), examples(query), "test");
  }

  private static Examples examples(List<Float> classes) {
    float[] features = new float[classes.size()];
    float[] targets = new float[classes.size()];
    for (int i = 0; i < targets.length; i++) {
      features[i] = i;
      targets[i] = classes.get(i);
    }
    return Examples.of(
        HostTensor.of(features, targets.length, 1), HostTensor.of(targets, targets.length));
  }

  private static Task ofClasses(Float... classes) {
    return task(List.of(classes), List.of(classes));
  }

  @Test
  void theFirstIsTheTasksOwnAndTheOthersAreDifferent() {
    Task five = ofClasses(0f, 1f, 2f, 3f, 4f);
    List<Numbering> numberings = Numbering.of(five, 5, 100, KEY);
    assertThat(numberings).hasSize(100).doesNotHaveDuplicates();
    assertThat(numberings.get(0).apply(five)).isEqualTo(five);
    for (Numbering numbering : numberings) {
      assertThat(new TreeSet<>(numbering.renamed().values())).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void whereThereAreFewerThanAskedAllAreTaken() {
    assertThat(Numbering.of(ofClasses(0f, 1f), 2, 8, KEY)).hasSize(2).doesNotHaveDuplicates();
    assertThat(Numbering.of(ofClasses(0f, 1f, 2f), 3, 8, KEY)).hasSize(6).doesNotHaveDuplicates();
    assertThat(Numbering.of(ofClasses(0f), 3, 8, KEY)).hasSize(1);
  }

  @Test
  void theyFollowFromTheKeyAndFewerAreTheFirstOfMore() {
    Task five = ofClasses(0f, 1f, 2f, 3f, 4f);
    List<Numbering> eight = Numbering.of(five, 5, 8, KEY);
    assertThat(Numbering.of(five, 5, 8, KEY)).isEqualTo(eight);
    assertThat(Numbering.of(five, 5, 3, KEY)).isEqualTo(eight.subList(0, 3));
    assertThat(Numbering.of(five, 5, 8, Key.of(6))).isNotEqualTo(eight);
  }

  /** Each class is as often at each number as at any other. */
  @Test
  void noNumberIsPreferred() {
    int[][] counts = new int[3][3];
    for (int i = 0; i < 3000; i++) {
      Numbering second = Numbering.of(ofClasses(0f, 1f, 2f), 3, 6, KEY.fold(i)).get(1);
      for (int own = 0; own < 3; own++) {
        counts[own][second.of(own)]++;
      }
    }
    for (int own = 0; own < 3; own++) {
      for (int other = 0; other < 3; other++) {
        // The second is any of five: one or two of them leave a class where it is.
        int expected = own == other ? 600 : 1200;
        assertThat(counts[own][other]).isBetween(expected - 150, expected + 150);
      }
    }
  }

  @Test
  void classesOfOtherTasksKeepTheirNumbers() {
    Task sparse = task(List.of(0f, 2f, 2f, 5f), List.of(5f, 3f, 0f, 2f));
    List<Numbering> numberings = Numbering.of(sparse, 8, 100, KEY);
    assertThat(numberings).hasSize(6);
    Set<List<Float>> seen = new HashSet<>();
    for (Numbering numbering : numberings) {
      assertThat(numbering.renamed()).containsOnlyKeys(0, 2, 5);
      assertThat(new TreeSet<>(numbering.renamed().values())).containsExactly(0, 2, 5);
      Map<Integer, Integer> to = numbering.renamed();
      Task renumbered = numbering.apply(sparse);
      assertThat(renumbered.support().targets().floats())
          .containsExactly(to.get(0), to.get(2), to.get(2), to.get(5));
      assertThat(renumbered.query().targets().floats())
          .containsExactly(to.get(5), 3, to.get(0), to.get(2));
      assertThat(renumbered.query().features()).isEqualTo(sparse.query().features());
      seen.add(List.of((float) to.get(0), (float) to.get(2)));
    }
    assertThat(seen).hasSize(6);
  }

  @Test
  void aTargetThatIsNoClassIsRefused() {
    for (float odd : new float[] {3, -1, 0.5f, Float.NaN}) {
      assertThatThrownBy(() -> Numbering.of(task(List.of(0f, 1f), List.of(1f, odd)), 3, 2, KEY))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
          .hasMessage(
              "task task 1 has the class %s where a number from 0 to 2 is expected; correct the tasks"
                  .formatted(odd));
    }
  }
}
