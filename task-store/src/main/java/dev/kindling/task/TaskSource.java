package dev.kindling.task;

/** An endless distribution of tasks. */
public interface TaskSource {

  /** The shape of every task drawn here. */
  TaskShape shape();

  /** A pure function of the key: any executor, asked at any time, draws the same bits. */
  Task sample(Key key);
}
