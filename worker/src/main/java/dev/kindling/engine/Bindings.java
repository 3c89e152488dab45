package dev.kindling.engine;

import dev.kindling.tensor.Shape;

/** The check that what is bound to a program's inputs and outputs fits. */
public final class Bindings {
  private Bindings() {}

  public static void requireRoom(String name, Shape shape, float[] values, int offset) {
    if (offset < 0 || values.length - offset < shape.size()) {
      throw new IllegalArgumentException(
          name
              + " has shape "
              + shape
              + ", so "
              + shape.size()
              + " numbers, but there are "
              + (values.length - offset)
              + " from place "
              + offset);
    }
  }

  public static void requireSize(String name, Shape shape, int length) {
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          name + " has shape " + shape + ", so " + shape.size() + " numbers, but got " + length);
    }
  }
}
