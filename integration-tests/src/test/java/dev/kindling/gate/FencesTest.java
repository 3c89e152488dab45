package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FencesTest {

  private static final Fences FENCES = new Fences("dev.kindling");
  private static final Fences PLANTED = new Fences("dev.kindling.gate.planted");

  static Stream<ArchRule> everyFence() {
    return Stream.concat(
        FENCES.oneWay().stream(),
        Stream.of(
            FENCES.noCycles(),
            FENCES.library("org.nd4j", List.of("engine.nd4j")),
            FENCES.library("org.bytedeco", List.of("engine.onednn")),
            FENCES.library("org.yaml", List.of("setting")),
            FENCES.library(
                "org.apache.hadoop",
                List.of(
                    "storage",
                    "store",
                    "image",
                    "cluster",
                    "checkpoint",
                    "export",
                    "table",
                    "journal",
                    "predict",
                    "command")),
            FENCES.libraryOfModule("org.apache.spark", "driver")));
  }

  @ParameterizedTest
  @MethodSource("everyFence")
  void theFenceHolds(ArchRule fence) {
    fence.check(Repository.classes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"task-store", "worker", "driver"})
  void aModuleHoldsItsOwnPackages(String module) {
    FENCES.home(module).check(Repository.classesOf(module));
  }

  @Test
  void thereAreClassesToCheck() {
    assertThat(Repository.classes()).isNotEmpty();
  }

  @Test
  void aLayerThatLooksAheadIsFound() {
    assertThat(PLANTED.oneWay())
        .filteredOn(fence -> fence.evaluate(planted()).hasViolation())
        .singleElement()
        .extracting(ArchRule::getDescription)
        .isEqualTo("layer [plan] uses no layer after it");
  }

  @Test
  void aCycleIsFound() {
    assertThatThrownBy(() -> PLANTED.noCycles().check(planted()))
        .hasMessageContaining("Cycle detected: Slice learn")
        .hasMessageContaining("Slice model");
  }

  @Test
  void aLibraryOutsideItsPackageIsFound() {
    ArchRule fence = PLANTED.library("org.apache.spark", List.of("training"));

    assertThatThrownBy(() -> fence.check(planted()))
        .hasMessageContaining("only [training] use org.apache.spark")
        .hasMessageContaining("planted.engine.SparkUser");
  }

  @Test
  void anUndeclaredPackageIsFound() {
    assertThatThrownBy(() -> PLANTED.home("worker").check(planted()))
        .hasMessageContaining("planted.stray.Stray");
  }

  private static JavaClasses planted() {
    return Repository.plantedViolations();
  }
}
