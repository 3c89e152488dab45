package dev.kindling.gate;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Finds the methods and files that are too long. Javadoc counts for the file only. */
final class SizeBudget extends TreePathScanner<Void, Void> {

  static final int METHOD_LINES = 40;
  static final int FILE_LINES = 400;

  private final CompilationUnitTree file;
  private final SourcePositions positions;
  private final LineMap lines;
  private final List<String> excesses = new ArrayList<>();

  private SizeBudget(CompilationUnitTree file, SourcePositions positions) {
    this.file = file;
    this.positions = positions;
    this.lines = file.getLineMap();
  }

  /** One sentence for each method and file over the budget. */
  static List<String> excesses(List<? extends JavaFileObject> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-proc:none");
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, options, null, sources);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    List<String> excesses = new ArrayList<>();
    try {
      for (CompilationUnitTree file : task.parse()) {
        excesses.addAll(new SizeBudget(file, positions).measure());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return excesses;
  }

  private List<String> measure() throws IOException {
    long length = file.getSourceFile().getCharContent(true).toString().lines().count();
    if (length > FILE_LINES) {
      report(1, "the file has " + length + " lines; the budget is " + FILE_LINES);
    }
    scan(file, null);
    return excesses;
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    String name = method.getReturnType() == null ? "constructor" : "method " + method.getName();
    measure(method, name);
    return super.visitMethod(method, null);
  }

  @Override
  public Void visitBlock(BlockTree block, Void unused) {
    if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
      measure(block, "initializer");
    }
    return super.visitBlock(block, null);
  }

  private void measure(Tree tree, String name) {
    long first = lines.getLineNumber(positions.getStartPosition(file, tree));
    long last = lines.getLineNumber(positions.getEndPosition(file, tree));
    long length = last - first + 1;
    if (length > METHOD_LINES) {
      report(first, name + " has " + length + " lines; the budget is " + METHOD_LINES);
    }
  }

  private void report(long line, String excess) {
    excesses.add(file.getSourceFile().getName() + ":" + line + ": " + excess);
  }
}
