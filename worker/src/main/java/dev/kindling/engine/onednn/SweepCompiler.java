package dev.kindling.engine.onednn;

import dev.kindling.program.Program;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/**
 * Compiles sweeps, each source once, for all executables of an engine. Their bounds are checked
 * here, when they get their buffers, and not at each access: that would take a fifth of the time,
 * and most of the time of the JVM's compiler.
 */
final class SweepCompiler {
  /** The property by which the vector module decides whether to check the bounds of each access. */
  private static final String CHECKS = "jdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK";

  /** Vectors pay only for more elements: until the JVM's last compiler they are very slow. */
  private static final int FEW = 2048;

  private final Supplier<SweepForm> form;
  private final Map<String, SweepCode> compiled = new ConcurrentHashMap<>();

  /** A compiler that gives large sweeps the fastest form that this JVM runs. */
  SweepCompiler() {
    this(SweepForm::ofThisJvm);
  }

  SweepCompiler(SweepForm form) {
    this(() -> form);
  }

  private SweepCompiler(Supplier<SweepForm> form) {
    this.form = form;
    if (System.getProperty(CHECKS) == null) {
      System.setProperty(CHECKS, "0");
    }
  }

  Kernel kernel(Program body, ByteBuffer[] results, ByteBuffer... operands) {
    var source = new SweepSource(body);
    SweepCode code = compiled.computeIfAbsent(source.text(form(source)), SweepCompiler::compile);
    ByteBuffer[] buffers = buffers(source, results, operands);
    int[] parameters = source.parameters();
    return () -> code.run(buffers, parameters);
  }

  SweepForm form(SweepSource source) {
    return source.elements() > FEW ? form.get() : SweepForm.ELEMENTS;
  }

  private static ByteBuffer[] buffers(
      SweepSource source, ByteBuffer[] results, ByteBuffer... operands) {
    List<ByteBuffer> buffers = new ArrayList<>(Arrays.asList(results));
    for (Access access : source.accesses()) {
      ByteBuffer operand = operands[access.operand()];
      int start = access.start() * Float.BYTES;
      buffers.add(operand.slice(start, operand.capacity() - start).order(operand.order()));
    }
    for (int i = 0; i < buffers.size(); i++) {
      if (source.reach(i) > buffers.get(i).capacity()) {
        throw new IllegalStateException("a sweep reaches beyond buffer " + i);
      }
    }
    return buffers.toArray(ByteBuffer[]::new);
  }

  private static SweepCode compile(String source) {
    try {
      return code(source);
    } catch (CompileException | ReflectiveOperationException failure) {
      throw new IllegalStateException("a generated sweep does not compile:\n" + source, failure);
    }
  }

  /** The code of a source whose class is named Sweep. */
  static SweepCode code(String source) throws CompileException, ReflectiveOperationException {
    var compiler = new SimpleCompiler();
    compiler.setParentClassLoader(SweepCode.class.getClassLoader());
    compiler.cook(source);
    Class<?> type = compiler.getClassLoader().loadClass("Sweep");
    return (SweepCode) type.getDeclaredConstructor().newInstance();
  }
}
