package dev.kindling.gate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which package may use which. Packages stand below a root, so that the same rules can be shown to
 * fail on planted classes.
 *
 * @param root the package above all layers
 */
record Fences(String root) {

  private static final List<List<String>> TASK_STORE =
      List.of(
          List.of("fault", "meaning"),
          List.of("setting", "form"),
          List.of("task"),
          List.of("storage"),
          List.of("safetensors"),
          List.of("store"),
          List.of("image"));

  private static final List<List<String>> WORKER =
      List.of(
          List.of("tensor", "metric"),
          List.of("program"),
          List.of("trace"),
          List.of("differentiate"),
          List.of("plan"),
          List.of("engine"),
          List.of("layer", "solve"),
          List.of("model", "optimize", "learn"),
          List.of("learner"),
          List.of("episode", "check"),
          List.of("trained"),
          List.of("adapt"));

  private static final List<List<String>> DRIVER =
      List.of(
          List.of("config", "runner", "seat"),
          List.of("cluster"),
          List.of("checkpoint", "evaluation", "table", "reference", "sample"),
          List.of("training", "draft", "export", "predict"),
          List.of("benchmark"),
          List.of("journal"),
          List.of("report"),
          List.of("command"));

  /** A layer uses itself and the layers before it. */
  private static final List<List<String>> LAYERS =
      Stream.of(TASK_STORE, WORKER, DRIVER).flatMap(List::stream).toList();

  private static final Map<String, List<List<String>>> MODULES =
      Map.of("task-store", TASK_STORE, "worker", WORKER, "driver", DRIVER);

  /** A layer uses nothing that comes after it; one rule for each layer. */
  List<ArchRule> oneWay() {
    return IntStream.range(0, LAYERS.size() - 1).mapToObj(this::nothingAfter).toList();
  }

  private ArchRule nothingAfter(int layer) {
    List<List<String>> later = LAYERS.subList(layer + 1, LAYERS.size());
    return noClasses()
        .that()
        .resideInAnyPackage(under(LAYERS.get(layer)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(under(flat(later)))
        .as("layer " + LAYERS.get(layer) + " uses no layer after it")
        .allowEmptyShould(true);
  }

  /** No two packages need each other, be it through others. */
  ArchRule noCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** A module holds its own packages and no others, so a new package is declared above. */
  ArchRule home(String module) {
    List<String> packages = flat(MODULES.get(module));
    return classes()
        .should()
        .resideInAnyPackage(under(packages))
        .as(module + " holds the packages " + packages + " (declared in Fences)")
        .allowEmptyShould(true);
  }

  /** Only the given packages use a library. */
  ArchRule library(String library, List<String> packages) {
    return noClasses()
        .that(not(resideInAnyPackage(under(packages))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .as("only " + packages + " use " + library)
        .allowEmptyShould(true);
  }

  /** Only the packages of one module use a library. */
  ArchRule libraryOfModule(String library, String module) {
    return library(library, flat(MODULES.get(module)));
  }

  private String[] under(List<String> packages) {
    return packages.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  private static List<String> flat(List<List<String>> layers) {
    return layers.stream().flatMap(List::stream).toList();
  }
}
