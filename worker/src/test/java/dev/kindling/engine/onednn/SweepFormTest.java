package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SweepFormTest {
  private static final List<String> WITH_VECTORS = List.of("--add-modules=jdk.incubator.vector");
  private static final Pattern CALL = Pattern.compile("\\.\\w+\\(|VectorOperators\\.\\w+");

  /** The tests run with the vector module, whose vectors read byte buffers up to Java 18. */
  @Test
  void vectorsServeWhereTheirModuleHasWhatIsCalled() {
    SweepForm expected = Runtime.version().feature() < 19 ? SweepForm.VECTORS : SweepForm.ELEMENTS;
    assertThat(SweepForm.ofThisJvm()).isEqualTo(expected);
  }

  @Test
  void allThatSweepsCallIsTried() {
    String tried = new SweepSource(SweepForm.everyFunction()).text(SweepForm.VECTORS);
    for (int size : List.of(7, 17, 100)) {
      String sweep = new SweepSource(SweepRuns.body(size)).text(SweepForm.VECTORS);
      assertThat(calls(tried)).containsAll(calls(sweep));
    }
  }

  private static Set<String> calls(String source) {
    return CALL.matcher(source).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void aProgramGivesTheSameBitsInBothForms() {
    assumeVectors();
    assertThat(SweepDigest.of(SweepForm.VECTORS)).isEqualTo(SweepDigest.of(SweepForm.ELEMENTS));
  }

  private static void assumeVectors() {
    assumeThat(SweepForm.ofThisJvm()).as("the form of this JVM").isEqualTo(SweepForm.VECTORS);
  }

  @Test
  void everyFunctionGivesTheSameBitsInBothForms() {
    var source = new SweepSource(SweepRuns.body(17));
    assertThat(source.text(SweepForm.VECTORS)).contains("FloatVector");
    assertThat(source.text(SweepForm.ELEMENTS)).doesNotContain("FloatVector");
    assumeVectors();
    var vectors = new SweepCompiler(SweepForm.VECTORS);
    var elements = new SweepCompiler(SweepForm.ELEMENTS);
    for (int size : List.of(1, 15, 16, 17, 31, 32, 33, 100)) {
      assertThat(SweepRuns.run(vectors, size)).isEqualTo(SweepRuns.run(elements, size));
    }
  }

  @Test
  void aJvmWithoutTheVectorModuleGivesTheSameBits() throws Exception {
    assertThat(Jvm.running().line(List.of(), SweepDigest.class))
        .isEqualTo("ELEMENTS " + SweepDigest.of(SweepForm.ELEMENTS));
  }

  @Test
  void newerJvmsGiveTheSameBits() throws Exception {
    List<Jvm> newer = Jvm.newer();
    assumeThat(newer).as("JDKs of this machine newer than %s", Jvm.running()).isNotEmpty();
    for (Jvm jvm : newer) {
      assertThat(jvm.line(WITH_VECTORS, SweepDigest.class))
          .as("%s", jvm)
          .matches("(ELEMENTS|VECTORS) " + SweepDigest.of(SweepForm.ofThisJvm()));
    }
  }
}
