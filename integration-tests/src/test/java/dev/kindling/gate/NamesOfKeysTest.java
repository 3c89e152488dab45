package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.config.Configuration;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a setting stands in a configuration is the driver's to know, in messages too. */
class NamesOfKeysTest {
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Pattern PATH =
      Pattern.compile(
          Arrays.stream(Configuration.class.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(
                  Collectors.joining("|", "(?<![\\w.])(?:", ")\\.(?!safetensors)[a-z][\\w-]*")));

  private static List<String> keys(String source) {
    return TEXT.matcher(source)
        .results()
        .flatMap(text -> PATH.matcher(text.group(1)).results())
        .map(MatchResult::group)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"task-store", "worker"})
  void aLowerLayerNamesNoPathOfAKey(String module) {
    List<Path> sources =
        Repository.mainSources().stream()
            .filter(file -> file.startsWith(Repository.root().resolve(module)))
            .toList();
    assertThat(sources).hasSizeGreaterThan(50);
    assertThat(sources).allSatisfy(file -> assertThat(keys(Repository.read(file))).isEmpty());
  }

  @Test
  void aPathInATextIsFound() {
    assertThat(keys("throw refused(\"too many; lower training.tasks-per-shard\")"))
        .containsExactly("training.tasks-per-shard");
    assertThat(keys("x = \"engine.memory is\" + y;")).containsExactly("engine.memory");
    assertThat(keys("put(\"target\", tasks.target()).put(\"a\", 1)")).isEmpty();
    assertThat(keys("import dev.kindling.engine.onednn; \"dev.kindling.engine.onednn\"")).isEmpty();
  }
}
