package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import scala.reflect.ClassTag$;

/** The build puts nd4j-kryo beside the classes, and not on the class path. */
class Nd4jArraysTest {
  private static final Path JARS = Path.of("target/nd4j-kryo");

  private static SparkConf settings() {
    return SparkSettings.of(new SparkConf(false), "n", Optional.of("local"), Optional.empty());
  }

  @Test
  void theUsersArraysCrossWhereNd4jKryoIsThere() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {jar()}, before)) {
      thread.setContextClassLoader(loader);
      SparkConf settings = settings();
      assertThat(settings.get("spark.kryo.registrator"))
          .isEqualTo(WireTypes.class.getName() + "," + Nd4jArrays.class.getName());
      var serializer = new KryoSerializer(settings).newInstance();
      INDArray array = Nd4j.create(new float[] {1, -2.5f, Float.MIN_VALUE});
      Object back =
          serializer.deserialize(
              serializer.serialize(array, ClassTag$.MODULE$.Any()), ClassTag$.MODULE$.Any());
      assertThat(((INDArray) back).toFloatVector()).containsExactly(array.toFloatVector());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL jar() throws IOException {
    try (Stream<Path> jars = Files.list(JARS)) {
      return jars.findFirst().orElseThrow().toUri().toURL();
    }
  }

  @Test
  void withoutItNothingOfNd4jIsRegistered() {
    assertThat(settings().get("spark.kryo.registrator")).isEqualTo(WireTypes.class.getName());
  }
}
