package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Which version of which store tasks are read from: that of a number, or the newest. The newest
 * changes with time, so a run begins by replacing it with its number, once, and only the number
 * travels.
 *
 * @param uri the store, on any Hadoop file system
 * @param version a number from 1, or {@link #NEWEST}
 */
public record StoreChoice(String uri, String version) implements Serializable {
  private static final long serialVersionUID = 1;

  /** In place of a number: the version that is the newest when a run begins. */
  public static final String NEWEST = "newest";

  static final String FORM = "[1-9][0-9]{0,8}|newest";

  private static final Pattern TEXT = Pattern.compile(FORM);

  public StoreChoice {
    Require.notBlank("uri", uri);
    if (!TEXT.matcher(Require.notBlank("version", version)).matches()) {
      throw new IllegalArgumentException(
          "version must be a whole number from 1, as 3, or %s but is %s"
              .formatted(NEWEST, version));
    }
  }

  public StoreChoice(String uri, int version) {
    this(uri, Integer.toString(version));
  }

  public boolean isNewest() {
    return version.equals(NEWEST);
  }

  /** The version; to ask for that of a choice that is still open is a bug. */
  public int number() {
    if (isNewest()) {
      throw new IllegalStateException(
          "the newest version of %s has no number before the run resolves it".formatted(uri));
    }
    return Integer.parseInt(version);
  }
}
