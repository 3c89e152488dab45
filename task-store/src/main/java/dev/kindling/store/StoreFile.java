package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.RecordFileFacts;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A data file of a version.
 *
 * @param name below the store
 * @param split null where a file holds examples of several
 * @param runs of tasks: where the hashes of their names ascend; none if they are in no order
 */
public record StoreFile(String name, Role role, Split split, RecordFileFacts facts, List<Run> runs)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern NAME = Pattern.compile("parts/[0-9a-zA-Z._-]{1,200}");

  /** What the records of a file are. */
  public enum Role {
    EXAMPLES,
    CLASSES,
    TASKS,
    SUPERSEDED
  }

  /**
   * Records that ascend by the hash of their names, up to the next run or the file's end.
   *
   * @param from the ordinal of the first record
   * @param first the hash of its name
   * @param last the hash of the last one's name
   */
  public record Run(long from, long first, long last) implements Serializable {
    private static final long serialVersionUID = 1;

    public Run {
      Require.notNegative("from", from);
      if (first > last) {
        throw new IllegalArgumentException(
            "a run must ascend but goes from %016x to %016x".formatted(first, last));
      }
    }
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
    runs = Require.copyOf("runs", runs);
    requireInside(runs, facts.records(), name);
  }

  private static void requireInside(List<Run> runs, long records, String name) {
    long next = 0;
    for (Run run : runs) {
      if (run.from() < next || run.from() >= records || runs.get(0).from() != 0) {
        throw new IllegalArgumentException(
            "the runs of %s must follow one another".formatted(name));
      }
      next = run.from() + 1;
    }
  }

  Optional<Split> ofSplit() {
    return Optional.ofNullable(split);
  }
}
