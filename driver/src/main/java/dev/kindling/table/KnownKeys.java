package dev.kindling.table;

/** What becomes of rows whose key the store that is appended to has already. */
public enum KnownKeys {
  /** They become examples of the key's task. */
  MERGE,
  /** They end the import. */
  REFUSE,
  /** They are left out and counted. */
  IGNORE
}
