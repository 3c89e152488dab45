package dev.kindling.engine;

/** Whose turn it is to have the memory of a workspace. */
public final class Turn {
  private GuardedExecutable holder;

  boolean isOf(GuardedExecutable executable) {
    return holder == executable;
  }

  void give(GuardedExecutable executable) {
    holder = executable;
  }

  /** Nobody's: the memory is another. */
  public void end() {
    holder = null;
  }
}
