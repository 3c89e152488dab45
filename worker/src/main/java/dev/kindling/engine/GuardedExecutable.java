package dev.kindling.engine;

import dev.kindling.program.Program;
import dev.kindling.tensor.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Refuses what an executable cannot do: to take values that do not fit, to run before all inputs
 * are set, to give what another program has written over, and to do anything after it is closed,
 * when its freed memory would crash the process.
 */
public final class GuardedExecutable implements Executable {
  private final Program program;
  private final Tenant guarded;
  private final Turn turn;
  private final Map<String, Shape> inputs = new HashMap<>();
  private final Set<String> unset;
  private boolean open = true;

  /** Closing this closes {@code guarded}, once. */
  public GuardedExecutable(Program program, Tenant guarded, Turn turn) {
    this.program = program;
    this.guarded = guarded;
    this.turn = turn;
    program.inputs().forEach((name, place) -> inputs.put(name, program.shape(place)));
    this.unset = new HashSet<>(inputs.keySet());
  }

  @Override
  public void write(String input, float[] values, int offset) {
    requireOpen();
    requireRoom(input, inputShape(input), values, offset);
    takeTurn();
    guarded.write(input, values, offset);
    unset.remove(input);
  }

  @Override
  public void run() {
    requireOpen();
    takeTurn();
    if (!unset.isEmpty()) {
      throw new IllegalArgumentException("input " + unset.iterator().next() + " is not set");
    }
    guarded.run();
  }

  @Override
  public void read(String output, float[] target, int offset) {
    requireOpen();
    requireRoom(output, program.outputShape(output), target, offset);
    if (!turn.isOf(this)) {
      throw new IllegalStateException(
          "output %s is gone, since another program has had the memory; run this one again"
              .formatted(output));
    }
    guarded.read(output, target, offset);
  }

  private void takeTurn() {
    if (turn.isOf(this)) {
      return;
    }
    turn.end();
    guarded.moveIn();
    unset.addAll(inputs.keySet());
    turn.give(this);
  }

  /** Noted before, as the program looks for an input among all its instructions. */
  private Shape inputShape(String name) {
    Shape known = inputs.get(name);
    return known == null ? program.inputShape(name) : known;
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the executable is closed");
    }
  }

  private static void requireRoom(String name, Shape shape, float[] values, int offset) {
    if (offset < 0 || values.length - offset < shape.size()) {
      throw new IllegalArgumentException(
          "%s has shape %s, so %d numbers, but there are %d from place %d"
              .formatted(name, shape, shape.size(), values.length - offset, offset));
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      if (turn.isOf(this)) {
        turn.end();
      }
      guarded.close();
    }
  }
}
