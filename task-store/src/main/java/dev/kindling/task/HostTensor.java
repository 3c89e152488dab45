package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * A shape, an element type and a plain array in row-major order: what tasks are made of, on any
 * wire. Nothing is copied on the way in or out, so whoever gives an array gives it away, and
 * whoever reads one leaves it as it is. A tensor without axes is a scalar of size 1; no axis is
 * empty.
 */
public final class HostTensor implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ElementType type;
  private final int[] shape;
  private final Object values;

  private HostTensor(ElementType type, Object values, int length, int[] shape) {
    this.type = type;
    this.shape = shape;
    this.values = values;
    requireLength(length, shape);
  }

  public static HostTensor of(float[] values, int... shape) {
    Require.present("values", values);
    return new HostTensor(ElementType.F32, values, values.length, shape.clone());
  }

  /** Unsigned bytes: -1 stands for 255. */
  public static HostTensor of(byte[] values, int... shape) {
    Require.present("values", values);
    return new HostTensor(ElementType.U8, values, values.length, shape.clone());
  }

  public static HostTensor of(int[] values, int... shape) {
    Require.present("values", values);
    return new HostTensor(ElementType.I32, values, values.length, shape.clone());
  }

  public ElementType type() {
    return type;
  }

  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  public int dimension(int axis) {
    return shape[axis];
  }

  public int size() {
    return lengthOf(values);
  }

  /** The array itself; throws when the elements are of another type. */
  public float[] floats() {
    requireType(ElementType.F32);
    return (float[]) values;
  }

  /** The array itself; throws when the elements are of another type. */
  public byte[] bytes() {
    requireType(ElementType.U8);
    return (byte[]) values;
  }

  /** The array itself; throws when the elements are of another type. */
  public int[] ints() {
    requireType(ElementType.I32);
    return (int[]) values;
  }

  /** Equal in type, shape and every bit, so that NaN equals NaN and 0 is not -0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof HostTensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.deepEquals(new Object[] {values}, new Object[] {that.values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {type, shape, values});
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }

  private void requireType(ElementType expected) {
    if (type != expected) {
      throw new IllegalStateException("expected a tensor of " + expected + " but it is " + this);
    }
  }

  private static void requireLength(int length, int[] shape) {
    long size = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      size *= Require.positive("shape[" + axis + "]", shape[axis]);
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " has more elements than one array can hold");
      }
    }
    if (size != length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " needs " + size + " values but has " + length);
    }
  }

  private static int lengthOf(Object values) {
    return Array.getLength(values);
  }

  /** Deserialization bypasses the constructor; what it brings is checked here. */
  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    try {
      requireLength(lengthOf(values), shape);
    } catch (IllegalArgumentException e) {
      throw (InvalidObjectException)
          new InvalidObjectException("A tensor arrived damaged: " + e.getMessage()).initCause(e);
    }
  }
}
