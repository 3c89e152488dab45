package dev.kindling.command;

import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.training.Patience;

/** Writes what a run leaves for people when it ends, as patiently as its checkpoints. */
record FilesOfRun(CheckpointStore store, Patience patience) {

  void replace(String file, String text) {
    patience.during(file + " is written", () -> store.replace(file, text));
  }
}
