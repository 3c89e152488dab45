package dev.kindling.learn;

import dev.kindling.model.Dropping;
import dev.kindling.model.Inputs;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a learner must know of a program that it is written into, besides the examples. */
public final class Episode {
  private final Trace trace;
  private final int tasks;
  private final int steps;
  private final Loss loss;
  private final boolean keeps;
  private final Map<String, Symbol> controls = new LinkedHashMap<>();
  private Symbol keys;
  private int written;

  private Episode(Trace trace, int tasks, int steps, Loss loss, boolean keeps) {
    this.trace = trace;
    this.tasks = tasks;
    this.steps = steps;
    this.loss = loss;
    this.keeps = keeps;
    this.written = trace.size();
  }

  /** One whose inner steps will be differentiated. */
  static Episode training(Trace trace, int tasks, int steps, Loss loss) {
    return new Episode(trace, tasks, steps, loss, true);
  }

  /** One whose results are only looked at. */
  static Episode judging(Trace trace, int tasks, int steps, Loss loss) {
    return new Episode(trace, tasks, steps, loss, false);
  }

  /** How many inner steps to take. */
  public int steps() {
    return steps;
  }

  /** Whether the inner steps will be differentiated; where not, none of their order matters. */
  public boolean isDifferentiated() {
    return keeps;
  }

  /** How many tasks the block has. */
  public int tasks() {
    return tasks;
  }

  /** How wrong predictions are, by the kind of the tasks' targets. */
  public Loss loss() {
    return loss;
  }

  public Trace trace() {
    return trace;
  }

  /**
   * A key for each task, {@code [tasks, 8]}, from which what is random in learning it is drawn; a
   * draw needs a purpose of its own.
   */
  public Symbol keys() {
    if (keys == null) {
      keys = trace.input(EpisodeNames.KEYS, Shape.of(tasks, Key.FLOATS));
    }
    return keys;
  }

  /**
   * Support examples as inner step {@code step}, from 0, learns from them, or, at 0, what learns in
   * one go: while training, a model that has dropout drops numbers of them, others for each step.
   */
  public Inputs examples(int step, Batch support) {
    Inputs all = support.inputs();
    return keeps ? all.dropping(new Dropping(this::keys, "dropout/" + step)) : all;
  }

  /** The scalar that the learner's schedule sets under that name for the outer step. */
  public Symbol control(String name) {
    return controls.computeIfAbsent(
        name, key -> trace.input(EpisodeNames.control(key), Shape.of()));
  }

  /**
   * What inner step {@code step}, from 0, leaves to the next; each step passes here once. Where
   * memory is short, training computes from here what lies between two steps a second time.
   */
  public Symbols keep(int step, Symbols state) {
    requireRoom();
    return keeps ? state.map(symbol -> symbol.keep(step)) : state;
  }

  /** Refuses steps that make no program when one is written, and not after the last. */
  private void requireRoom() {
    trace.requireRoom(steps, trace.size() - written);
    written = trace.size();
  }
}
