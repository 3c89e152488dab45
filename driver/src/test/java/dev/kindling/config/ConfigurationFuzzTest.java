package dev.kindling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kindling.fault.Fault;
import dev.kindling.setting.KeyPaths;
import dev.kindling.task.Key;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, a configuration comes out or one sentence. */
class ConfigurationFuzzTest {

  /** More of them with the long tests. */
  private static final int MUTANTS = 4000 * Integer.getInteger("kindling.test.mutants", 1);

  /** Other seeds: {@code -Dkindling.test.seed=N}. */
  private static final long SEED = Long.getLong("kindling.test.seed", 20_261_120);

  private static final String VALID =
      ConfigurationWriter.yaml(Configuration.defaults()) + "# a remark\n";

  private static final List<String> PIECES =
      List.of(
          "kind: sgd",
          "kind: cosine",
          "seed",
          "\n  ",
          "\t",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "&a",
          "*a",
          "!!int",
          "!<tag:x>",
          "'",
          "\"",
          "\\U0011FFFF",
          "\\x",
          "|",
          ">-",
          "%YAML 9.9\n",
          "---\n",
          "...\n",
          "<<: ",
          "? ",
          "#",
          "1e999999999",
          "-",
          ".nan",
          "~",
          "null",
          "010",
          "\u0000",
          "\ud800",
          "\ufeff",
          "\u2028",
          "99999999999999999999",
          "@",
          "`",
          "=",
          "\r");

  @Test
  void everyMutantIsAConfigurationOrOneSentence() {
    int[] accepted = new int[1];
    assertTimeoutPreemptively(
        Duration.ofMinutes(30),
        () -> {
          for (int mutant = 0; mutant < MUTANTS; mutant++) {
            accepted[0] += isAccepted(mutated(Key.of(SEED).fold(mutant)), mutant) ? 1 : 0;
          }
        });
    assertThat(accepted[0]).isBetween(MUTANTS / 100, MUTANTS / 2);
  }

  @Test
  void everyOverrideIsAConfigurationOrOneSentence() {
    List<String> keys = KeyPaths.of(Configuration.class);
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      Key key = Key.of(SEED).fold("overrides").fold(mutant);
      String override =
          keys.get((int) key.below(0, keys.size()))
              + "="
              + PIECES.get((int) key.below(1, PIECES.size()));
      verify(mutated(override, key), mutant, List.of(mutated(override, key)), "");
    }
  }

  private static boolean isAccepted(String text, int mutant) {
    return verify(text, mutant, List.of(), text);
  }

  private static boolean verify(String shown, int mutant, List<String> overrides, String text) {
    try {
      assertThat(ConfigurationReader.parse(text, "f.yaml", overrides)).isNotNull();
      return true;
    } catch (Fault e) {
      assertThat(e.kind()).isEqualTo(Fault.Kind.USAGE);
      assertThat(e.getMessage().lines()).hasSize(1);
      assertThat(e.getMessage()).startsWith(overrides.isEmpty() ? "f.yaml:" : "--set ");
      assertThat(e.getMessage().length()).isLessThan(1000);
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed %d, mutant %d: %s".formatted(SEED, mutant, escaped(shown)), e);
    }
  }

  private static String mutated(Key key) {
    return mutated(VALID, key);
  }

  /** One to four pieces of the text are cut out, doubled, or replaced. */
  private static String mutated(String text, Key key) {
    String mutant = text;
    long changes = 1 + key.below(10, 4);
    for (int change = 0; change < changes; change++) {
      mutant = changed(mutant, key.fold(change));
    }
    return mutant;
  }

  private static String changed(String text, Key key) {
    int at = (int) key.below(0, text.length() + 1L);
    int end = Math.min(text.length(), at + (int) key.below(1, 12));
    String piece =
        switch ((int) key.below(2, 4)) {
          case 0 -> "";
          case 1 -> text.substring(at, end).repeat(2);
          case 2 -> PIECES.get((int) key.below(3, PIECES.size()));
          default -> String.valueOf((char) key.below(4, 256));
        };
    return text.substring(0, at) + piece + text.substring(end);
  }

  private static String escaped(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
