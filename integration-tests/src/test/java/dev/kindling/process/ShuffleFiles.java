package dev.kindling.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What executors hold for each other between the two stages of a round.
 *
 * @param folder where all of them keep it
 * @param tasks of a first stage, each of which leaves one index
 */
record ShuffleFiles(Path folder, int tasks) {
  private static final Pattern INDEX = Pattern.compile("shuffle_(\\d+)_\\d+_0\\.index");

  /** The number of the newest shuffle of which every task has left its blocks; -1 for none. */
  int newest() {
    Map<Integer, Integer> indices = new TreeMap<>();
    for (String name : names(folder.toFile(), new ArrayList<>())) {
      Matcher index = INDEX.matcher(name);
      if (index.matches()) {
        indices.merge(Integer.valueOf(index.group(1)), 1, Integer::sum);
      }
    }
    return indices.entrySet().stream()
        .filter(shuffle -> shuffle.getValue() >= tasks)
        .mapToInt(Map.Entry::getKey)
        .max()
        .orElse(-1);
  }

  /** Files come and go meanwhile. */
  private static List<String> names(File file, List<String> found) {
    File[] children = file.listFiles();
    if (children == null) {
      found.add(file.getName());
      return found;
    }
    for (File child : children) {
      names(child, found);
    }
    return found;
  }
}
