package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.RecordFileFacts;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A data file of a version.
 *
 * @param name below the store
 * @param split null where a file holds examples of several
 */
public record StoreFile(String name, Role role, Split split, RecordFileFacts facts)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern NAME = Pattern.compile("parts/[0-9a-zA-Z._-]{1,200}");

  /** What the records of a file are. */
  public enum Role {
    EXAMPLES,
    CLASSES,
    TASKS
  }

  public StoreFile {
    Require.present("role", role);
    Require.present("facts", facts);
    if (!NAME.matcher(Require.notBlank("name", name)).matches()) {
      throw new IllegalArgumentException("name must be a file's in parts/ but is " + name);
    }
    if ((split == null) != (role == Role.EXAMPLES)) {
      throw new IllegalArgumentException("only files of examples have no split, not " + name);
    }
  }

  Optional<Split> ofSplit() {
    return Optional.ofNullable(split);
  }
}
