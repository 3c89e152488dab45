package dev.kindling.task;

import java.util.Locale;

/**
 * What a generator says about its tasks: which task it is, and what made it.
 *
 * @param kind of generator, as a configuration names it
 */
record Origin(String kind, Split split, String provenance) {

  Task task(Key key, Examples support, Examples query) {
    String name = kind + "/" + split.name().toLowerCase(Locale.ROOT) + "/" + key;
    return new Task(name, support, query, provenance);
  }
}
