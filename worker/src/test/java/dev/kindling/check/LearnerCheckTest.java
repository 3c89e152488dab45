package dev.kindling.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learn.Lesson;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.MetaObjective;
import dev.kindling.learn.QueryLoss;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check of a learner finds, and that it finds a false claim. */
class LearnerCheckTest {

  /** MAML that claims something of its own, with an objective of its own. */
  private record Claiming(Learner learner, MetaObjective objective, MetaGradientOrder order)
      implements Learner {
    @Override
    public ParameterLayout layout() {
      return learner.layout();
    }

    @Override
    public float[] initialise(Key key) {
      return learner.initialise(key);
    }

    @Override
    public int steps() {
      return learner.steps();
    }

    @Override
    public Learned learn(Symbols theta, Batch support, Episode episode) {
      return learner.learn(theta, support, episode);
    }
  }

  private static LearnerCheck check(
      int innerOrder, MetaObjective objective, MetaGradientOrder claim) {
    LearnerSettings settings =
        (architecture, shape) ->
            new Claiming(
                new MamlSettings(2, 0.1, innerOrder).build(architecture, shape), objective, claim);
    return new LearnerCheck("claiming", settings);
  }

  /** As Reptile's, it is no derivative of the loss: theta itself. */
  private static MetaObjective.Contribution decay(Lesson lesson) {
    return new MetaObjective.Contribution(lesson.loss(lesson.steps()), lesson.theta());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void mamlIsWhatItClaims(int order) {
    var check = new LearnerCheck("maml", new MamlSettings(2, 0.1, order));
    MetaGradientOrder claimed =
        order == 2 ? MetaGradientOrder.EXACT : MetaGradientOrder.FIRST_ORDER;
    assertThat(check.claimed()).isEqualTo(claimed);
    assertThat(check.seen())
        .containsOnlyKeys("tasks of numbers", "tasks of classes")
        .allSatisfy((tasks, seen) -> assertThat(seen).isEqualTo(claimed));
    assertThat(check.claims())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.passed()).isTrue();
              assertThat(finding.cases()).isEqualTo(2);
              assertThat(finding.check()).isEqualTo("is " + claimed);
            });
    assertThat(check.on(new OneDnnEngine("auto", 1L << 30)))
        .allSatisfy(finding -> assertThat(finding.passed()).isTrue());
  }

  @Test
  void aFirstOrderGradientThatClaimsToBeExactIsFound() {
    Finding finding = check(1, new QueryLoss(), MetaGradientOrder.EXACT).claims().get(0);
    assertThat(finding.passed()).isFalse();
    assertThat(finding.where()).contains("where it claims to be exact");
  }

  @Test
  void anExactGradientThatClaimsToBeOfFirstOrderIsNoneWhereNothingIsStopped() {
    assertThat(check(2, new QueryLoss(), MetaGradientOrder.FIRST_ORDER).seen().values())
        .containsOnly(MetaGradientOrder.EXACT);
  }

  @ParameterizedTest
  @EnumSource(MetaGradientOrder.class)
  void aDirectionThatIsNoDerivativeMayOnlyClaimThat(MetaGradientOrder claim) {
    LearnerCheck check = check(2, LearnerCheckTest::decay, claim);
    assertThat(check.claims().get(0).passed())
        .isEqualTo(claim == MetaGradientOrder.PSEUDO_GRADIENT);
    assertThat(check.seen().values()).containsOnly(MetaGradientOrder.PSEUDO_GRADIENT);
  }

  @Test
  void aGradientThatIsNotFiniteIsFound() {
    MetaObjective nothing =
        lesson -> {
          var gradient =
              lesson.theta().map(symbol -> symbol.minus(symbol).divide(symbol.minus(symbol)));
          return new MetaObjective.Contribution(lesson.loss(0), gradient);
        };
    LearnerCheck check = check(2, nothing, MetaGradientOrder.PSEUDO_GRADIENT);
    assertThat(check.claims().get(0).passed()).isFalse();
  }

  @Test
  void aLearnerThatTakesNeitherTasksSaysWhy() {
    LearnerSettings none =
        (architecture, shape) -> {
          throw Fault.usage("tasks of sequences are expected; choose another learner");
        };
    assertThatThrownBy(() -> new LearnerCheck("none", none))
        .hasMessage("tasks of sequences are expected; choose another learner");
  }
}
