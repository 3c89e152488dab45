package dev.kindling.trained;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.form.CategoryColumn;
import dev.kindling.form.InputForm;
import dev.kindling.form.MixedForm;
import dev.kindling.form.NumberColumn;
import dev.kindling.form.TableForm;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.setting.SettingsWriter;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.Locale;

/** What people read of a model, in Markdown; all of it follows from the model's description. */
public final class ModelCard {

  /** Its name in the directory of a model. */
  public static final String NAME = "MODEL.md";

  private static final int MOST_ROWS = 200;
  private static final int MOST_VALUES = 20;

  private final ModelDescription model;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(ModelDescription model) {
    this.model = model;
  }

  public static String of(ModelDescription model) {
    ModelCard card = new ModelCard(model);
    card.title();
    card.use();
    card.inputs();
    card.quality();
    card.origin();
    card.settings();
    return card.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void heading(String name) {
    line("%n## %s%n", name);
  }

  private void title() {
    line("# %s", model.name().isEmpty() ? "A model by Kindling" : cell(model.name()));
    TaskShape shape = model.shape();
    String examples = model.sizes() == Sizes.VARYING ? "up to %d" : "%d";
    line(
        "%nThis model learns a new task from %s labelled examples and then predicts for %s others.",
        examples.formatted(shape.support()), examples.formatted(shape.query()));
    line(
        "It was trained for %d outer steps and has %d numbers.",
        model.step(), model.layout().size());
    line("%n- Licence: %s", model.licence().isEmpty() ? "not stated" : cell(model.licence()));
    line("- SHA-256 of theta: `%s`", model.thetaSha256());
    line("- Written: %s by Kindling %s", model.lineage().written(), version());
  }

  private String version() {
    return model.lineage().kindlingVersion();
  }

  private void use() {
    heading("How to use it");
    line("`%s` is all there is to it; no task store and no run is needed.%n", ModelFile.NAME);
    line("In Java, with Kindling's `worker` on the class path:%n");
    line("    Adapter adapter = Adapter.load(Path.of(\"%s\"));", ModelFile.NAME);
    line("    Adapted adapted = adapter.adapt(support);%n");
    line("In Python, with `safetensors` and `numpy`:%n");
    line("    from safetensors import safe_open");
    line("    file = safe_open(\"%s\", \"numpy\")", ModelFile.NAME);
    line("    theta = {name: file.get_tensor(name) for name in file.keys()}");
    line("%nIt adapts with %d inner steps.", model.steps());
  }

  private void inputs() {
    heading("Inputs");
    inputs(model.form());
    TaskShape shape = model.shape();
    String target =
        switch (shape.targetKind()) {
          case NUMBERS -> "numbers of shape " + shape.targets();
          case BINARY -> "1 where something is so and 0 where not";
          case CLASSES ->
              "one of %d classes of the task, numbered from 0".formatted(shape.classes());
        };
    line("%nTo be predicted: %s.", target);
  }

  private void inputs(InputForm form) {
    if (form instanceof TableForm table) {
      inputs(table);
    } else if (form instanceof MixedForm mixed) {
      line("Examples of several sources, each read in its own way:");
      for (MixedForm.Part part : mixed.parts()) {
        line("%n### `%s`%n", part.place());
        inputs(part.form());
      }
    } else {
      line("%s.", cell(form.text()));
    }
  }

  private void inputs(TableForm table) {
    line("Rows of a table. The features are these columns in this order:%n");
    line("| column | holds | missing | becomes |");
    line("| --- | --- | --- | --- |");
    for (NumberColumn column : head(table.numbers())) {
      String shifted = column.shift() == 0 ? "x" : "(x - %s)".formatted(column.shift());
      line(
          "| %s | numbers | x = %s | %s / %s |",
          cell(column.name()), column.missing(), shifted, column.divisor());
    }
    for (CategoryColumn column : head(table.categories())) {
      line("| %s | %s | code 0 | its code, from 1 |", cell(column.name()), cell(values(column)));
    }
    line("%nTarget: %s.", cell(target(table)));
    if (!table.time().isEmpty()) {
      line("A task's rows are in the order of %s: it learns from the earlier.", cell(table.time()));
    }
  }

  private static String target(TableForm table) {
    List<String> names = table.target().names();
    return names.isEmpty()
        ? table.target().name()
        : "%s, with the classes %s".formatted(table.target().name(), listed(names));
  }

  private static <T> List<T> head(List<T> columns) {
    return columns.subList(0, Math.min(MOST_ROWS, columns.size()));
  }

  private static String values(CategoryColumn column) {
    return column.values().isEmpty()
        ? "codes from 0 to %d".formatted(column.codes() - 1)
        : "categories " + listed(column.values());
  }

  private static String listed(List<String> values) {
    String first = String.join(", ", values.subList(0, Math.min(MOST_VALUES, values.size())));
    int more = values.size() - MOST_VALUES;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }

  private void quality() {
    heading("How good it is");
    if (model.judged().isEmpty()) {
      line("It was not judged.");
      return;
    }
    line("After the last inner step, means over tasks and half the widths of 95 %% intervals:%n");
    line("| split | tasks | measure | mean | interval |");
    line("| --- | --- | --- | --- | --- |");
    for (Measured judged : model.judged()) {
      for (Measured.Metric metric : judged.metrics()) {
        int last = metric.means().size() - 1;
        line(
            "| %s | %s | %s | %s | %s |",
            judged.split(),
            judged.tasks() == 0 ? "" : judged.tasks(),
            cell(metric.name()),
            number(metric.means().get(last)),
            number(metric.halfWidths().get(last)));
      }
    }
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "";
  }

  private void origin() {
    Lineage lineage = model.lineage();
    heading("Where it comes from");
    lineage.parent().ifPresent(parent -> line("- Began with the model of SHA-256 `%s`", parent));
    for (Lineage.StoreVersion store : lineage.stores()) {
      line(
          "- Task store `%s`, version %s%s",
          cell(store.uri()),
          store.version(),
          store.manifestSha256().isEmpty()
              ? ""
              : ", SHA-256 of its manifest `%s`".formatted(store.manifestSha256()));
    }
    line("- Seed %d", lineage.seed());
    line("- Trained by Kindling %s, commit `%s`", version(), lineage.gitCommit());
    line(
        "- Engine %s on %s; Java %s; Spark %s",
        lineage.engine(), lineage.kernels(), lineage.javaVersion(), lineage.sparkVersion());
    line("- Checkpoint written: %s", lineage.trained());
  }

  private void settings() {
    heading("Settings");
    var sections = new ModelSections(model.model(), model.learner());
    SettingsWriter.yaml(sections).lines().forEach(setting -> line("    %s", setting));
    line("%nMeta-parameters:%n");
    line("| name | shape | role |");
    line("| --- | --- | --- |");
    for (Parameter parameter : head(model.layout().parameters())) {
      line(
          "| %s | %s | %s |",
          parameter.name(), parameter.shape(), parameter.role().name().toLowerCase(Locale.ROOT));
    }
    if (lineageHasSettings()) {
      line("%nEvery setting of the run stands in the header of `%s`.", ModelFile.NAME);
    }
  }

  private boolean lineageHasSettings() {
    return model.lineage().configuration() instanceof ObjectNode tree && !tree.isEmpty();
  }

  /** Text of others in a line of a table. */
  private static String cell(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ").replace("|", "\\|");
  }
}
