package dev.kindling.store;

import dev.kindling.storage.DamageException;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.FileTrouble;
import dev.kindling.storage.RecordFile;
import dev.kindling.task.Split;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads all of a store, and compares every checksum and what its manifest says of it. */
public final class StoreCheck {

  private static final int MOST_PROBLEMS = 100;

  private final Store store;
  private final List<String> problems = new ArrayList<>();
  private final StoreTally tally;
  private long records;

  private StoreCheck(Store store) {
    this.store = store;
    this.tally = new StoreTally(store);
  }

  /**
   * What was found.
   *
   * @param records how many records were read
   * @param problems a sentence for each damage, at most a hundred
   */
  public record Findings(long records, List<String> problems) {}

  public static Findings of(Store store) {
    var check = new StoreCheck(store);
    StoreFault.during("verify " + store.name(), check::run);
    return new Findings(check.records, List.copyOf(check.problems));
  }

  private void run() throws IOException {
    for (RecordFile file : store.files()) {
      for (long i = 0; i < file.records(); i++) {
        long ordinal = i;
        records++;
        attempt(() -> file.read(ordinal));
      }
      attempt(file::verifyWhole);
    }
    for (Split split : Split.values()) {
      attempt(() -> verifySuperseded(split));
      for (long i = 0; i < store.size(split); i++) {
        long ordinal = i;
        attempt(() -> parse(split, ordinal));
      }
    }
    if (problems.isEmpty()) {
      // Where a record is damaged, other numbers would only follow from it.
      tally.problems().stream().distinct().limit(MOST_PROBLEMS).forEach(problems::add);
    }
    if (problems.isEmpty()) {
      problems.addAll(StatedOrigin.problems(store));
    }
  }

  /** What is no more must be named once, in order, and be there. */
  private void verifySuperseded(Split split) throws IOException {
    RecordSequence all = store.sequence(split);
    long before = -1;
    for (long i = 0; i < all.positions() - all.records(); i++) {
      long position = all.superseded().orElseThrow().number(i);
      if (position <= before || position >= all.positions()) {
        throw new DamageException(
            "expected superseded records of %s to ascend from 0 to %d but %d follows %d"
                .formatted(store.name(), all.positions() - 1, position, before));
      }
      before = position;
    }
  }

  private void parse(Split split, long ordinal) throws IOException {
    if (!(store.manifest().contents() instanceof ExampleContents contents)) {
      RecordSequence.Located task = store.sequence(split).locate(ordinal);
      tally.add(split, store.task(task), task.file().key(task.ordinal()));
      return;
    }
    ClassEntry entry = store.classEntry(split, ordinal);
    for (int i = 0; i < entry.count(); i++) {
      RecordSequence.Located example = store.example(entry, i);
      if (contents.isVarying() || tally.measures(split)) {
        attempt(() -> parse(split, contents, example));
      }
    }
    tally.add(split, entry);
  }

  private void parse(Split split, ExampleContents contents, RecordSequence.Located example)
      throws IOException {
    if (contents.isVarying()) {
      store.image(example);
    }
    if (tally.measures(split)) {
      tally.addExample(example.read());
    }
  }

  private void attempt(FileAdvice.Step step) throws IOException {
    if (problems.size() >= MOST_PROBLEMS) {
      return;
    }
    try {
      step.run();
    } catch (DamageException e) {
      note(e);
    } catch (FileNotFoundException e) {
      if (FileTrouble.of(e) != FileTrouble.MISSING) {
        throw e;
      }
      note(e);
    }
  }

  private void note(IOException e) {
    if (!problems.contains(e.getMessage())) {
      problems.add(e.getMessage());
    }
  }
}
