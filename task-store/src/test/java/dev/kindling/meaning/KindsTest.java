package dev.kindling.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kindling.fault.Fault;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.TaskSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
  private static final String SOUND =
      """
      @dev.kindling.meaning.Meaning("Beds of roses.")
      public record %s(@dev.kindling.meaning.Meaning("How many.") int roses)
          implements dev.kindling.task.TaskSettings {
        public static %1$s defaults() { return new %1$s(3); }
        @Override public dev.kindling.task.TaskSource open(dev.kindling.task.Split split) {
          return null;
        }
      }
      """;

  @TempDir private Path directory;
  private CompiledPlugIn roses;

  @BeforeEach
  void makePlugIn() {
    roses = new CompiledPlugIn(directory.resolve("roses"));
  }

  private static String provider(String name, String kinds) {
    return """
        import java.util.List;
        public final class %s implements dev.kindling.meaning.KindProvider {
          @Override public List<Class<? extends Record>> kinds() { return %s; }
        }
        """
        .formatted(name, kinds);
  }

  private CompiledPlugIn rosesWith(String record) {
    return roses
        .with("RosesSettings", record)
        .with("Roses", provider("Roses", "List.of(RosesSettings.class)"))
        .providing("garden.Roses");
  }

  private static Fault fault(CompiledPlugIn... plugIns) {
    return CompiledPlugIn.among(
        List.of(plugIns),
        () -> catchThrowableOfType(Fault.class, () -> Kinds.of(TaskSettings.class)));
  }

  private static void assertRefused(Fault fault, String sentence) {
    assertThat(fault).isNotNull().hasMessage(sentence);
    assertThat(fault.kind().exitStatus()).isEqualTo(2);
  }

  @Test
  void kindlingsOwnComeFirstThenThoseOfPlugInsInTheOrderOfTheirJars() {
    rosesWith(SOUND.formatted("RosesSettings"));
    var lawn =
        new CompiledPlugIn(directory.resolve("lawn"))
            .with("LongLawnSettings", SOUND.formatted("LongLawnSettings"))
            .with("Lawn", provider("Lawn", "List.of(LongLawnSettings.class)"))
            .providing("garden.Lawn");
    List<String> own = Kinds.names(TaskSettings.class);
    assertThat(own).startsWith("sinusoid").doesNotContain("roses");
    List<String> all =
        CompiledPlugIn.among(List.of(lawn, roses), () -> Kinds.names(TaskSettings.class));
    assertThat(all).startsWith(own.toArray(String[]::new)).endsWith("long-lawn", "roses");
    assertThat(all).hasSize(own.size() + 2);
  }

  @Test
  void aKindTellsThePlugInThatItComesFrom() {
    rosesWith(SOUND.formatted("RosesSettings"));
    List<Class<?>> all = CompiledPlugIn.among(List.of(roses), () -> Kinds.of(TaskSettings.class));
    assertThat(Kinds.plugIn(all.get(all.size() - 1))).hasValue("roses");
    assertThat(Kinds.plugIn(SinusoidSettings.class)).isEmpty();
  }

  @Test
  void aPlugInThatLiesThereTwiceCountsOnce() {
    rosesWith(SOUND.formatted("RosesSettings"));
    assertThat(CompiledPlugIn.among(List.of(roses, roses), () -> Kinds.names(TaskSettings.class)))
        .containsOnlyOnce("roses");
  }

  @Test
  void twoRecordsOfOneKindAreRefused() {
    roses
        .with("SinusoidSettings", SOUND.formatted("SinusoidSettings"))
        .with("Roses", provider("Roses", "List.of(SinusoidSettings.class)"))
        .providing("garden.Roses");
    assertRefused(
        fault(roses),
        "kind sinusoid is both dev.kindling.task.SinusoidSettings and garden.SinusoidSettings;"
            + " rename the record of the plug-in roses");
  }

  @Test
  void aProviderThatIsMissingIsNamed() {
    assertRefused(
        fault(roses.providing("garden.Roses")),
        "a plug-in cannot be loaded: dev.kindling.meaning.KindProvider: Provider garden.Roses not"
            + " found; correct its jar or leave it out");
  }

  @Test
  void aProviderThatCannotBeMadeIsNamedWithTheReason() {
    roses
        .with(
            "Roses", provider("Roses", "List.of()").replace("{\n  @", "{ { int n = 1 / 0; }\n  @"))
        .providing("garden.Roses");
    assertRefused(
        fault(roses),
        "a plug-in cannot be loaded: dev.kindling.meaning.KindProvider: Provider garden.Roses could"
            + " not be instantiated (java.lang.ArithmeticException: / by zero); correct its jar or"
            + " leave it out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | kinds() gives null",
        "java.util.Arrays.asList((Class<Record>) null) | kinds() gives null",
        "List.of(new Class[1 / (int) 0L]) | cannot say its kinds (java.lang.ArithmeticException: / by zero)"
      })
  void aProviderThatFailsIsNotABugOfKindling(String kinds, String reason) {
    roses.with("Roses", provider("Roses", kinds)).providing("garden.Roses");
    assertRefused(
        fault(roses),
        "plug-in garden.Roses of roses cannot be used: %s; correct it or leave its jar out"
            .formatted(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@dev.kindling.meaning.Meaning(\"Beds of roses.\") | `` | garden.RosesSettings has no @Meaning",
        "@dev.kindling.meaning.Meaning(\"How many.\") | `` | roses of garden.RosesSettings has no @Meaning",
        "static RosesSettings defaults() | RosesSettings defaults() | garden.RosesSettings has no static defaults() without arguments",
        "defaults() | defaults(int n) | garden.RosesSettings has no static defaults() without arguments",
        "static RosesSettings defaults() | static Object none() | garden.RosesSettings has no static defaults() without arguments",
        "new RosesSettings(3) | new RosesSettings(3 / (int) 0L) | defaults() of garden.RosesSettings fails (java.lang.ArithmeticException: / by zero)",
        "return new RosesSettings(3) | return null | defaults() of garden.RosesSettings gives something else",
        "dev.kindling.task.TaskSettings | Comparable<Integer> | garden.RosesSettings implements no interface that is a @Family"
      },
      quoteCharacter = '`')
  void aRecordThatAConfigurationCouldNotUseIsRefused(String part, String other, String problem) {
    String record = SOUND.formatted("RosesSettings").replace(part, other);
    if (other.startsWith("Comparable")) {
      record =
          record.replaceAll(
              "(?s)@Override.*", "@Override public int compareTo(Integer o) { return 0; } }");
    }
    assertRefused(
        fault(rosesWith(record)),
        "plug-in garden.Roses of roses cannot be used: %s; correct it or leave its jar out"
            .formatted(problem));
  }
}
