package dev.kindling.form;

/** What becomes of a category that no row had from which the codes were made. */
public enum Unseen {
  /** The row is refused. */
  REFUSED,
  /** It counts as missing, code 0, as in an import that appends to a store. */
  AS_MISSING
}
