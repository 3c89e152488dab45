package dev.kindling.table;

import dev.kindling.fault.Require;
import dev.kindling.store.Repeats;
import java.util.List;

/**
 * How a table is appended to a store.
 *
 * @param codes those of the store, the names of its classes last
 */
public record Appending(List<Codes> codes, KnownKeys knownKeys, Repeats repeats) {

  public Appending {
    codes = Require.copyOf("codes", codes);
    Require.present("known-keys", knownKeys);
    Require.present("repeats", repeats);
  }
}
