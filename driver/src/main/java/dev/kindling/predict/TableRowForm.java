package dev.kindling.predict;

import dev.kindling.form.TableForm;
import dev.kindling.form.TableReading;
import dev.kindling.form.Unseen;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of a table such as the model learned from. */
final class TableRowForm implements RowForm {
  private final TableReading reading;
  private final Set<String> columns;
  private final String target;

  TableRowForm(TableForm form, Unseen unseen) {
    this.reading = form.reading(unseen);
    this.columns = new HashSet<>(form.columns());
    this.target = form.target().name();
  }

  @Override
  public float[] features(Map<String, Object> row) {
    return reading.features(row);
  }

  @Override
  public boolean isFeature(String column) {
    return columns.contains(column);
  }

  @Override
  public List<String> targets() {
    return List.of(target);
  }
}
