package dev.kindling.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedFormTest {

  private static NumberForm divided(float by) {
    return new NumberForm(List.of(2), List.of(), new FeatureScale(new float[1], new float[] {by}));
  }

  @Test
  void sourcesThatAreReadAlikeHaveOneForm() {
    InputForm form =
        MixedForm.of(
            List.of(
                new MixedForm.Part("parts[0]", divided(2)),
                new MixedForm.Part("parts[1]", divided(2))));

    assertThat(form).isEqualTo(divided(2));
  }

  @Test
  void aMixtureHasTheFormOfItsParts() {
    var part = new MixturePart("waves", 1, SinusoidSettings.defaults());
    var source = new MixtureSettings(List.of(part, part)).open(Split.TRAIN);

    assertThat(source.form()).isEqualTo(NumberForm.plain(List.of(1), List.of()));
  }

  @Test
  void othersAreChosenByPlace() {
    var form =
        (MixedForm)
            MixedForm.of(
                List.of(
                    new MixedForm.Part("parts[0]", divided(2)),
                    new MixedForm.Part("parts[1]", divided(4))));

    assertThat(((NumberForm) form.part("parts[1]")).features(new float[] {2, 8}))
        .containsExactly(.5f, 2);
    assertThat(form.shape()).containsExactly(2);
    assertThat(form.text())
        .isEqualTo(
            "parts[0]: numbers of shape [2], x becomes x / 2.0; parts[1]: numbers of shape [2], x becomes x / 4.0");
    assertThatThrownBy(() -> form.part("parts[2]"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("one of the sources [parts[0], parts[1]] is expected");
  }
}
