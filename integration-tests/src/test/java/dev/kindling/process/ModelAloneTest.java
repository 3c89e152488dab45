package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.task.TaskShape;
import dev.kindling.trained.ModelFile;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The model of a run is read where there is nothing of Spark and Hadoop. */
@LaunchesProcesses
class ModelAloneTest {

  private static URL jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** What a user's class path needs, and no more. */
  private static URLClassLoader alone() {
    URL[] needed =
        Stream.of(
                TaskShape.class,
                ModelFile.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonProperty.class,
                Yaml.class)
            .map(ModelAloneTest::jar)
            .distinct()
            .toArray(URL[]::new);
    return new URLClassLoader(needed, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void aModelIsReadWithoutSparkAndHadoop(ReferenceRun run) throws Exception {
    Path model = run.output().path().resolve("model");
    try (URLClassLoader alone = alone()) {
      assertThatThrownBy(() -> alone.loadClass("org.apache.hadoop.fs.FileSystem"))
          .isInstanceOf(ClassNotFoundException.class);
      Method read = alone.loadClass(ModelFile.class.getName()).getMethod("read", Path.class);
      Object seen = read.invoke(null, model);
      float[] theta = (float[]) seen.getClass().getMethod("theta").invoke(seen);

      assertThat(theta).isEqualTo(ModelFile.read(model).theta());
      assertThatThrownBy(() -> read.invoke(null, model.resolve("none")))
          .rootCause()
          .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
  }
}
