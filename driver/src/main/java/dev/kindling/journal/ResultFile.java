package dev.kindling.journal;

/** What a run says when it ends, kept in its directory. */
public final class ResultFile {
  public static final String NAME = "result.json";

  private ResultFile() {}
}
