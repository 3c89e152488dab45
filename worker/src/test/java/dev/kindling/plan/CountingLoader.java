package dev.kindling.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Loads Kindling's classes once more, and counts what they do: each entry of a method or a lambda
 * and each turn of a loop is one {@linkplain Visits visit}. The counts are those of any machine,
 * and of any day. Loops inside the JDK's own methods are not seen, but what they call is.
 */
final class CountingLoader extends ClassLoader {
  private static final String OURS = "dev.kindling.";
  private static final int API = Opcodes.ASM9;

  private final Map<String, Integer> numbers = new HashMap<>();

  CountingLoader() {
    super(CountingLoader.class.getClassLoader());
  }

  /** The visits by class, nested ones with their outermost, of a static method's run. */
  Map<String, Long> visits(Class<?> type, String method, int argument) {
    try {
      Method run = loadClass(type.getName()).getDeclaredMethod(method, int.class);
      run.setAccessible(true);
      run.invoke(null, argument);
      Method counts = loadClass(Visits.class.getName()).getDeclaredMethod("counts");
      counts.setAccessible(true);
      var noted = (AtomicLongArray) counts.invoke(null);
      Map<String, Long> visits = new TreeMap<>();
      numbers.forEach((name, number) -> visits.put(name, noted.get(number)));
      return visits;
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      var reader = new ClassReader(file);
      var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      boolean counts = !name.equals(Visits.class.getName());
      reader.accept(counts ? new Counted(writer, number(outermost(name))) : writer, 0);
      byte[] code = writer.toByteArray();
      return defineClass(name, code, 0, code.length);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private int number(String type) {
    numbers.putIfAbsent(type, numbers.size());
    return numbers.get(type);
  }

  private static String outermost(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
  }

  /** Writes the counting into each method of a class. */
  private static final class Counted extends ClassVisitor {
    private final int type;

    Counted(ClassVisitor out, int type) {
      super(API, out);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new CountedMethod(out, type);
    }
  }

  private static final class CountedMethod extends MethodVisitor {
    private final int type;
    private final Set<Label> passed = new HashSet<>();

    CountedMethod(MethodVisitor out, int type) {
      super(API, out);
      this.type = type;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      note();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        note();
      }
      super.visitJumpInsn(opcode, label);
    }

    private void note() {
      super.visitLdcInsn(type);
      String visits = Visits.class.getName().replace('.', '/');
      super.visitMethodInsn(Opcodes.INVOKESTATIC, visits, "note", "(I)V", false);
    }
  }
}
