package dev.kindling.predict;

import java.util.List;
import java.util.Map;

/** What a row of a table is to a model: columns to predict from, and columns to be predicted. */
interface RowForm {

  /** As the model takes them; a row that it does not take is a data fault. */
  float[] features(Map<String, Object> row);

  /** Whether the model predicts from a column of that name. */
  boolean isFeature(String column);

  /** The columns to be predicted. */
  List<String> targets();

  /** The cells of a row by the names of these columns. */
  default Map<String, Object> targetCells(Map<String, Object> row) {
    return RawExample.targets(row, targets());
  }
}
