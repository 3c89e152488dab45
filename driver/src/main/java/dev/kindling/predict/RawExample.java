package dev.kindling.predict;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One example as it was given.
 *
 * @param place where it stands, for messages, as {@code row 3 of users.csv}
 * @param name by which it is found again
 * @param features as the model takes them
 * @param targets the cells of the columns to be predicted by their names, those that there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawExample(String place, String name, float[] features, Map<String, Object> targets) {

  static Map<String, Object> targets(Map<String, Object> row, List<String> columns) {
    Map<String, Object> found = new TreeMap<>();
    for (String column : columns) {
      Object cell = row.get(column);
      if (cell != null) {
        found.put(column, cell);
      }
    }
    return found;
  }
}
