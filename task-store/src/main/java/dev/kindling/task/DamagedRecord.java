package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;

/**
 * A record of a store that was damaged and passed over.
 *
 * @param store where it lies, and which version
 * @param record its file and its ordinal there
 * @param task the task that was being drawn
 * @param problem what is wrong with it
 * @param allowed how many different records of its store a run may pass over
 */
public record DamagedRecord(String store, String record, String task, String problem, int allowed)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public DamagedRecord {
    Require.notBlank("store", store);
    Require.notBlank("record", record);
    Require.notBlank("task", task);
    Require.present("problem", problem);
    Require.notNegative("allowed", allowed);
  }
}
