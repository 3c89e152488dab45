package dev.kindling.engine.onednn;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import org.codehaus.commons.compiler.CompileException;

/** How a generated sweep computes. Both forms give the same bits. */
enum SweepForm {
  /** One element at a time: any JVM runs it. */
  ELEMENTS,

  /**
   * A whole vector register at a time, through {@code jdk.incubator.vector} as it is on Java 17 and
   * 18. Later versions have the module, but read and write vectors by other methods.
   */
  VECTORS;

  /** The fastest form that this JVM runs. It is tried once, when a sweep first asks. */
  static SweepForm ofThisJvm() {
    return Tried.FASTEST;
  }

  private static final class Tried {
    static final SweepForm FASTEST = runs(new SweepSource(everyFunction())) ? VECTORS : ELEMENTS;

    /** Whether this JVM has all that the source with vectors calls, and loads its class. */
    private static boolean runs(SweepSource source) {
      try {
        return SweepCompiler.code(source.text(VECTORS)) != null;
      } catch (CompileException | ReflectiveOperationException | LinkageError missing) {
        return false;
      }
    }
  }

  /** A body that has every elementwise function, every way to read, and a sum. */
  static Program everyFunction() {
    var trace = new Trace();
    Shape shape = Shape.of(2, 16);
    Symbol x = trace.input("0", shape);
    Symbol still = trace.input("1", Shape.of(2)).broadcast(shape, 1);
    Symbol y = x.plus(trace.constant(1, shape));
    for (BinaryKind kind : BinaryKind.values()) {
      y = y.binary(kind, still);
    }
    for (CompareKind kind : CompareKind.values()) {
      y = x.compare(kind, y).select(x, still.select(y.compare(kind, still), y));
    }
    for (UnaryKind kind : UnaryKind.values()) {
      y = Dialect.SEPARATE.contains(kind) ? y : y.unary(kind);
    }
    trace.output("result", y);
    trace.output("result1", y.sum(0));
    return trace.program();
  }
}
