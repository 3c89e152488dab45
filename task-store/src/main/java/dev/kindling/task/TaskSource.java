package dev.kindling.task;

/** An endless distribution of tasks. */
public interface TaskSource {

  /** The shape of every task drawn here, or of the largest where sizes vary. */
  TaskShape shape();

  default Sizes sizes() {
    return Sizes.FIXED;
  }

  /** Says that a key will be sampled soon, so that reads can begin; changes no result. */
  default void expect(Key key) {}

  /** A pure function of the key: any executor, asked at any time, draws the same bits. */
  Task sample(Key key);
}
