package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class SizeBudgetTest {

  @Test
  void everySourceKeepsToTheBudget() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<JavaFileObject> sources = new ArrayList<>();
      files.getJavaFileObjectsFromPaths(Repository.sources()).forEach(sources::add);

      assertThat(sources).isNotEmpty();
      assertThat(SizeBudget.excesses(sources)).isEmpty();
    }
  }

  @Test
  void aMethodOfFortyLinesFits() {
    assertThat(excesses(method("void fits()", 40))).isEmpty();
  }

  @Test
  void aMethodOfFortyOneLinesIsNamed() {
    assertThat(excesses(method("void tooLong()", 41)))
        .containsExactly("/Planted.java:2: method tooLong has 41 lines; the budget is 40");
  }

  @Test
  void constructorsAndInitializersCount() {
    assertThat(excesses(method("Planted()", 41)))
        .containsExactly("/Planted.java:2: constructor has 41 lines; the budget is 40");
    assertThat(excesses(method("static", 41)))
        .containsExactly("/Planted.java:2: initializer has 41 lines; the budget is 40");
  }

  @Test
  void javadocOfAMethodDoesNotCount() {
    String source = "class Planted {\n/**\n" + " * line\n".repeat(41) + "*/\nvoid fits() {}\n}";

    assertThat(excesses(source)).isEmpty();
  }

  @Test
  void aFileOfFourHundredAndOneLinesIsNamed() {
    assertThat(excesses("class Planted {\n" + "\n".repeat(398) + "}\n")).isEmpty();
    assertThat(excesses("class Planted {\n" + "\n".repeat(399) + "}\n"))
        .containsExactly("/Planted.java:1: the file has 401 lines; the budget is 400");
  }

  private static String method(String signature, int lines) {
    return "class Planted {\n" + signature + " {\n" + "\n".repeat(lines - 2) + "}\n}\n";
  }

  private static List<String> excesses(String source) {
    return SizeBudget.excesses(List.of(new Source(source)));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Planted.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
