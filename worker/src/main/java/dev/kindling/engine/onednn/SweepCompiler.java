package dev.kindling.engine.onednn;

import dev.kindling.program.Program;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles sweeps, each source once, for all executables of an engine. */
final class SweepCompiler {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private final boolean lanes;
  private final Map<String, SweepCode> compiled = new ConcurrentHashMap<>();

  /** Vectors where this process was started with the module for them, else single elements. */
  SweepCompiler() {
    this(ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent());
  }

  SweepCompiler(boolean lanes) {
    this.lanes = lanes;
  }

  Kernel kernel(Program body, ByteBuffer[] results, ByteBuffer... operands) {
    var source = new SweepSource(body);
    SweepCode code = compiled.computeIfAbsent(source.text(lanes), SweepCompiler::compile);
    ByteBuffer[] buffers = buffers(source, results, operands);
    int[] parameters = source.parameters();
    return () -> code.run(buffers, parameters);
  }

  private static ByteBuffer[] buffers(
      SweepSource source, ByteBuffer[] results, ByteBuffer... operands) {
    List<ByteBuffer> buffers = new ArrayList<>(Arrays.asList(results));
    for (Access access : source.accesses()) {
      ByteBuffer operand = operands[access.operand()];
      int start = access.start() * Float.BYTES;
      buffers.add(operand.slice(start, operand.capacity() - start).order(operand.order()));
    }
    return buffers.toArray(ByteBuffer[]::new);
  }

  private static SweepCode compile(String source) {
    var compiler = new SimpleCompiler();
    compiler.setParentClassLoader(SweepCode.class.getClassLoader());
    try {
      compiler.cook(source);
      Class<?> type = compiler.getClassLoader().loadClass("Sweep");
      return (SweepCode) type.getDeclaredConstructor().newInstance();
    } catch (CompileException | ReflectiveOperationException failure) {
      throw new IllegalStateException("a generated sweep does not compile:\n" + source, failure);
    }
  }
}
