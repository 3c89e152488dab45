package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodeRulesTest {

  /** Each rule, and the planted place that it must find. */
  static Stream<Arguments> everyRule() {
    return Stream.of(
        arguments(CodeRules.concreteClassesAreFinal(), "NotFinal"),
        arguments(CodeRules.staticFieldsAreFinal(), "MutableStatics.counter"),
        arguments(CodeRules.staticFieldsAreImmutable(), "MutableStatics.ARRAY"),
        arguments(CodeRules.staticFieldsAreImmutable(), "MutableStatics.MAP"),
        arguments(CodeRules.staticFieldsAreImmutable(), "MutableStatics.ATOMIC"),
        arguments(CodeRules.namesCarryMeaning(), "PlanHelper"),
        arguments(CodeRules.randomnessComesFromKeys(), "Dice.util"),
        arguments(CodeRules.randomnessComesFromKeys(), "Dice.threadLocal"),
        arguments(CodeRules.randomnessComesFromKeys(), "Dice.math"),
        arguments(CodeRules.onlyCommandsPrint(), "Printer"),
        arguments(CodeRules.oneWayToSum(), "OwnFiles.digest"),
        arguments(CodeRules.oneStorageLayer(), "OwnFiles.files"),
        arguments(CodeRules.nothingIsReadAsJavaObjects(), "Thawed.read"),
        arguments(CodeRules.serializersAreOfWires(), "Thawed.by"));
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void theRuleHolds(ArchRule rule, String unused) {
    rule.check(Repository.classes());
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void aPlantedViolationIsFound(ArchRule rule, String place) {
    assertThatThrownBy(() -> rule.check(Repository.plantedViolations()))
        .hasMessageContaining(place);
  }
}
