package dev.kindling.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.config.CheckpointSettings;
import dev.kindling.fault.Fault;
import dev.kindling.model.ParameterLayout;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.FileAdvice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints in the output directory of a run, on any Hadoop file system. A checkpoint is one
 * file, exists whole or not at all, and is never overwritten. One thread at a time.
 */
public final class CheckpointStore {

  private final Directory output;
  private final FileAdvice advice;
  private final CheckpointReader reader;
  private final CheckpointWriter writer;

  CheckpointStore(Directory output) {
    this(output, CheckpointFault.writing(output.isLocal()));
  }

  private CheckpointStore(Directory output, FileAdvice advice) {
    this.output = output;
    this.advice = advice;
    this.reader = new CheckpointReader(output);
    String id = UUID.randomUUID().toString().substring(0, 8);
    this.writer = new CheckpointWriter(output, id);
  }

  /** Creates the output directory; one that already holds checkpoints is a usage fault. */
  public static CheckpointStore forNewRun(String output, Configuration hadoop) {
    CheckpointStore store = at(output, hadoop);
    store.refuseOlder();
    List<Long> steps = store.steps();
    if (!steps.isEmpty()) {
      throw Fault.usage(
          "%s already holds a run of %d steps: go on with --resume, or name another --output"
              .formatted(output, steps.get(steps.size() - 1)));
    }
    return store.prepared();
  }

  /** Opens a run to go on with, or creates it; clears away what a killed run left half-written. */
  public static CheckpointStore forResume(String output, Configuration hadoop) {
    CheckpointStore store = at(output, hadoop);
    store.refuseOlder();
    return store.prepared();
  }

  /** What the run in an output directory computes, if there is one; changes nothing. */
  public static Optional<dev.kindling.config.Configuration> begun(
      String output, Configuration hadoop) {
    return at(output, hadoop).configuration();
  }

  private Optional<dev.kindling.config.Configuration> configuration() {
    return ofNewest(newest -> reader.configuration(CheckpointNames.path(newest), newest));
  }

  /** What made the newest checkpoint of a run, if there is one; its tensors are not looked at. */
  public static Optional<Provenance> provenance(String output, Configuration hadoop) {
    return toRead(output, hadoop).newestManifest().map(CheckpointManifest::provenance);
  }

  private Optional<CheckpointManifest> newestManifest() {
    return ofNewest(newest -> reader.manifest(CheckpointNames.path(newest), newest));
  }

  /** Whether there is a place for a run's checkpoints; there may be none in it. */
  public static boolean isRun(String output, Configuration hadoop) {
    try {
      return Directory.of(output, hadoop).exists(CheckpointNames.FOLDER);
    } catch (IOException | Fault unreadable) {
      return false;
    }
  }

  /** Opens a run that has at least one checkpoint; changes nothing. */
  public static CheckpointStore forReading(String output, Configuration hadoop) {
    CheckpointStore store = toRead(output, hadoop);
    store.refuseOlder();
    if (store.steps().isEmpty()) {
      throw Fault.usage(
          "the output directory of a training run is expected but %s holds no checkpoints"
              .formatted(output));
    }
    return store;
  }

  /** Whoever looks for files would take a run of directories for none. */
  private void refuseOlder() {
    List<String> older = names().stream().filter(CheckpointNames::isOlder).sorted().toList();
    if (!older.isEmpty() && steps().isEmpty()) {
      throw Fault.usage(
          "%s holds checkpoints of a format before version 3, the newest %s, which this version does not read: use the Kindling that wrote them, or name another directory"
              .formatted(output, older.get(older.size() - 1)));
    }
  }

  private static CheckpointStore at(String output, Configuration hadoop) {
    return CheckpointFault.writing(CheckpointFault.isLocal(path(output)))
        .translated("open " + output, () -> new CheckpointStore(Directory.of(output, hadoop)));
  }

  private static CheckpointStore toRead(String output, Configuration hadoop) {
    CheckpointFault advice = CheckpointFault.reading(CheckpointFault.isLocal(path(output)));
    return advice.translated(
        "open " + output, () -> new CheckpointStore(Directory.of(output, hadoop), advice));
  }

  static Path path(String output) {
    try {
      return new Path(output);
    } catch (IllegalArgumentException e) {
      throw Fault.usage(
          "a directory on a Hadoop file system is expected but \"%s\" is none: %s"
              .formatted(output, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
  }

  CheckpointStore prepared() {
    advice.during("write to " + output, writer::prepare);
    return this;
  }

  /**
   * Writes a checkpoint and removes those that are not kept: of the newest {@code checkpoint.keep},
   * the best, and what rollbacks may go back to, nothing is removed. Does nothing when the same
   * state is already there.
   */
  public void save(Checkpoint checkpoint) {
    long step = checkpoint.state().step();
    advice.during(
        "write the checkpoint of step " + step + " to " + output,
        () -> {
          writer.write(checkpoint);
          prune(checkpoint);
        });
  }

  private void prune(Checkpoint newest) throws IOException {
    List<Long> steps = steps();
    Set<Long> kept = kept(newest, steps);
    for (long step : steps) {
      if (!kept.contains(step)) {
        writer.remove(step);
      }
    }
  }

  private Set<Long> kept(Checkpoint newest, List<Long> steps) throws IOException {
    CheckpointSettings settings = newest.configuration().checkpoint();
    Set<Long> kept = new TreeSet<>(last(steps, settings.keep()));
    newest.state().best().ifPresent(best -> kept.add(best.step()));
    List<Long> due = steps.stream().filter(step -> step % settings.every() == 0).toList();
    for (long target : last(due, targets(newest))) {
      kept.add(target);
      bestSeenAt(target).ifPresent(kept::add);
    }
    return kept;
  }

  /** How many of the newest that were due the run may still go back to, one after the other. */
  private static long targets(Checkpoint newest) {
    int most = newest.configuration().training().rollbacks();
    return most == 0 ? 0 : Math.max(0, most - newest.state().rollbacks().number() + 1);
  }

  private static List<Long> last(List<Long> steps, long number) {
    return steps.subList((int) Math.max(0, steps.size() - number), steps.size());
  }

  /** Whoever goes back to a damaged one is told then. */
  private Optional<Long> bestSeenAt(long step) throws IOException {
    try {
      return reader.manifest(CheckpointNames.path(step), step).best().map(Best::step);
    } catch (DamageException e) {
      return Optional.empty();
    }
  }

  /**
   * Goes back to the newest checkpoint that was due and has made at most {@code most} steps, or to
   * before the first step. Later ones are deleted, the newest first, so that at any moment a run
   * that goes on would come to go back in the same way. What a stop or a validation had written is
   * passed over: whether it is there is no function of the configuration.
   *
   * @param every at the multiples of which checkpoints are due
   */
  public Optional<Checkpoint> goBack(long most, long every) {
    return advice.translated(
        "go back to an earlier checkpoint in " + output,
        () -> {
          writer.requireHeld();
          List<Long> steps = steps();
          long target =
              steps.stream()
                  .filter(step -> step <= most && step % every == 0)
                  .reduce(-1L, Math::max);
          Optional<Checkpoint> checkpoint =
              target < 0 ? Optional.empty() : Optional.of(load(target));
          for (int i = steps.size() - 1; i >= 0 && steps.get(i) > target; i--) {
            writer.remove(steps.get(i));
          }
          return checkpoint;
        });
  }

  /** The outer steps that have a checkpoint, ascending. */
  public List<Long> steps() {
    return names().stream()
        .flatMapToLong(name -> CheckpointNames.step(name).stream())
        .sorted()
        .boxed()
        .toList();
  }

  private List<String> names() {
    return advice.translated(
        "list " + output.path(CheckpointNames.FOLDER),
        () -> List.copyOf(output.names(CheckpointNames.FOLDER)));
  }

  /** Writes a file for people beside the checkpoints, whole, in place of one that is there. */
  public void replace(String file, String text) {
    advice.during(
        "write %s to %s".formatted(file, output),
        () -> output.replace(file, writer.id(), text.getBytes(UTF_8)));
  }

  /** The newest checkpoint, verified; a damaged one is a data fault and never passed over. */
  public Optional<Checkpoint> latest() {
    return ofNewest(newest -> reader.read(CheckpointNames.path(newest), newest));
  }

  /** The checkpoint that the newest one names as the best, if there was a validation. */
  public Optional<Checkpoint> best() {
    return settled(steps -> bestNow());
  }

  private Optional<Checkpoint> bestNow() {
    return newestManifest()
        .flatMap(manifest -> manifest.best().map(best -> best(best.step(), manifest.step())));
  }

  private Checkpoint best(long step, long newest) {
    List<Long> steps = steps();
    if (!steps.contains(step)) {
      throw Fault.data(
          "%s names the checkpoint of step %d as the best but there are only those of %s; restore it, or go on with --resume until there is a better one"
              .formatted(output.path(CheckpointNames.path(newest)), step, steps));
    }
    return load(step);
  }

  private interface OfStep<T> {
    T read(long step) throws IOException;
  }

  private <T> Optional<T> ofNewest(OfStep<T> action) {
    return settled(
        steps -> {
          if (steps.isEmpty()) {
            return Optional.empty();
          }
          long newest = steps.get(steps.size() - 1);
          return Optional.of(reading(newest, () -> action.read(newest)));
        });
  }

  /**
   * Reads once more where checkpoints came or went meanwhile: a run that is under way removes what
   * it no longer keeps, also from under a reader.
   */
  private <T> Optional<T> settled(Function<List<Long>, Optional<T>> action) {
    while (true) {
      List<Long> before = steps();
      try {
        return action.apply(before);
      } catch (Fault fault) {
        if (steps().equals(before)) {
          throw fault;
        }
      }
    }
  }

  /**
   * Refuses a checkpoint whose tensors are not those of its configuration's model.
   *
   * @param model the layout of that model
   */
  public void requireFit(Checkpoint checkpoint, ParameterLayout model) {
    long step = checkpoint.state().step();
    reading(step, () -> reader.fitting(CheckpointNames.path(step), checkpoint, model));
  }

  /** The checkpoint of one step, verified. */
  public Checkpoint load(long step) {
    List<Long> steps = steps();
    if (!steps.contains(step)) {
      throw Fault.usage(
          "%s has no checkpoint of step %d; there are %s".formatted(output, step, steps));
    }
    return reading(step, () -> reader.read(CheckpointNames.path(step), step));
  }

  private <T> T reading(long step, FileAdvice.Action<T> action) {
    return advice.translated(
        "read the checkpoint of step " + step + " in " + output,
        () -> {
          try {
            return action.run();
          } catch (DamageException e) {
            throw Fault.data(e.getMessage() + "; " + advice(step), e);
          }
        });
  }

  private String advice(long damaged) throws IOException {
    Optional<Long> whole = newestWholeBefore(damaged);
    if (whole.isEmpty()) {
      return "no earlier checkpoint is whole, so restore this one or start a new run";
    }
    return "the checkpoint of step %d is whole: delete or move away %s to go on from there"
        .formatted(whole.get(), output.path(CheckpointNames.path(damaged)));
  }

  private Optional<Long> newestWholeBefore(long damaged) throws IOException {
    List<Long> steps = steps();
    for (int i = steps.indexOf(damaged) - 1; i >= 0; i--) {
      if (isWhole(steps.get(i))) {
        return Optional.of(steps.get(i));
      }
    }
    return Optional.empty();
  }

  private boolean isWhole(long step) throws IOException {
    try {
      reader.read(CheckpointNames.path(step), step);
      return true;
    } catch (DamageException e) {
      return false;
    }
  }
}
