package dev.kindling.table;

import dev.kindling.fault.Require;
import java.util.List;

/**
 * How a table is appended to a store.
 *
 * @param codes those of the store, the names of its classes last
 */
public record Appending(List<Codes> codes, KnownKeys knownKeys, Repeats repeats) {

  /** What becomes of a table that the store took before. */
  public enum Repeats {
    REFUSE,
    TAKE
  }

  public Appending {
    codes = Require.copyOf("codes", codes);
    Require.present("known-keys", knownKeys);
    Require.present("repeats", repeats);
  }
}
