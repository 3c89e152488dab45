package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.engine.Kernels;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.HalfNumbers;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.episode.SumForm;
import dev.kindling.episode.TaskRow;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.ParameterLayout;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.runner.ShardFunction;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Key;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Split;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.reflect.ClassTag$;

class WireTypesTest {
  private static final SparkConf CONF =
      SparkSettings.of(new SparkConf(false), "test", Optional.of("local"), Optional.empty());
  private static final SerializerInstance KRYO = new KryoSerializer(CONF).newInstance();
  private static final SerializerInstance JAVA = new JavaSerializer(CONF).newInstance();

  private static final List<SkippedTask> SKIPPED =
      List.of(
          new SkippedTask("a", "its loss is NaN"),
          new SkippedTask("ü", "", SkippedTask.Cause.ENGINE));
  private static final MetaGradientSum GRADIENT =
      new MetaGradientSum(new float[] {1, -0f, Float.MIN_VALUE}, 1 / 3d, 300, SKIPPED);
  private static final MetaGradientSum ROUNDED =
      new MetaGradientSum(
          new HalfNumbers(
              new short[] {0x3C00, (short) 0x8001, 0x7E00},
              new byte[] {-127, 127},
              254,
              new float[] {1 / 3f, Float.NEGATIVE_INFINITY}),
          1 / 3d,
          300,
          SKIPPED);
  private static final EvaluationSum EVALUATION =
      new EvaluationSum(
          List.of("accuracy", "auc"),
          List.of(
              new TaskRow("a", new double[] {1, 2}, List.of(new double[] {.25, 1}, new double[2])),
              new TaskRow(
                  "ü",
                  new double[] {Double.NEGATIVE_INFINITY, 1 / 3d},
                  List.of(new double[] {0, 2 / 3d}, new double[] {1, .5}))),
          List.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}),
          SKIPPED);
  private static final EvaluationSum OF_NUMBERS =
      new EvaluationSum(
          List.of(), List.of(new TaskRow("a", new double[] {1}, List.of())), List.of(), List.of());

  private static final List<DamagedRecord> DAMAGED =
      List.of(
          new DamagedRecord("s", "record 0 of f", "t", "torn", 0),
          new DamagedRecord("s", "record 1 of ü", "t", "", 1000));

  static List<Object> sentBack() {
    return List.of(
        new float[] {1, Float.POSITIVE_INFINITY, -0f},
        new MetaState(new float[] {1, Float.POSITIVE_INFINITY, -0f}, 1L << 40),
        GRADIENT,
        ROUNDED,
        new MetaGradientSum(new float[0], 0, 0, List.of()),
        EVALUATION,
        OF_NUMBERS,
        EvaluationSum.none(),
        PartitionResult.of(List.of(GRADIENT, GRADIENT), new ShardTime(1, 2, 1L << 40), DAMAGED),
        PartitionResult.of(List.of(EVALUATION), ShardTime.NONE, List.of()),
        new SumBlock(300, PartitionResult.of(List.of(GRADIENT), ShardTime.NONE, DAMAGED)),
        new SumBlock(1, PartitionResult.of(List.of(ROUNDED), ShardTime.NONE, List.of())),
        new MetaGradientTotal(new double[] {1 / 3d, -0d}, 1 / 3d, 300, SKIPPED),
        PartitionResult.of(Fault.usage("wrong")),
        PartitionResult.of(Fault.data("torn")),
        PartitionResult.of(Fault.resources("full")),
        PartitionResult.of(Fault.cluster("gone")),
        PartitionResult.of(Fault.diverged("gone")));
  }

  static List<Object> sentOut() {
    ShardFunction<MetaGradientSum> function = EpisodeWorker::gradient;
    Shard shard = new Shard(Split.TRAIN, Key.of(3).fold(4), 16, 8);
    return List.of(
        Configuration.defaults().episodes(),
        shard,
        shard.ofPart(1),
        shard.listed(),
        new SentShards(List.of(shard, shard.listed())),
        new SentState.Along(MetaState.start(new float[] {1, -2})),
        new SameKernels(new Kernels("avx2", "0f")),
        new Partitioning(10, 3),
        SinusoidSettings.defaults().open(Split.TRAIN).sample(Key.of(1)),
        new TaskShape(List.of(1), List.of(), 5, 15)
            .withColumns(List.of(new FeatureColumn("city", 5, "digest"))),
        new MixtureSettings(List.of(MixturePart.defaults())),
        new StoreChoice("file:/a", "3"),
        new ParameterLayout.Builder().add("body.weight", Shape.of(2, 3)).build(),
        function);
  }

  /** Of each kind of a section, its settings as they are unless told otherwise. */
  static Stream<Object> kinds() {
    return Stream.of(TaskSettings.class, ModelSettings.class, LearnerSettings.class)
        .flatMap(family -> Kinds.of(family).stream())
        .map(WireTypesTest::defaults);
  }

  private static Object defaults(Class<?> kind) {
    try {
      return kind.getMethod("defaults").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind + " has no defaults()", e);
    }
  }

  static Stream<Arguments> everyWireType() {
    return Stream.of(
            sentBack().stream().flatMap(v -> Stream.of(Arguments.of("Kryo", KRYO, v), java(v))),
            sentOut().stream().map(WireTypesTest::java),
            kinds().map(WireTypesTest::java))
        .flatMap(all -> all);
  }

  private static Arguments java(Object value) {
    return Arguments.of("Java", JAVA, value);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("everyWireType")
  void comesBackAsItWas(String name, SerializerInstance serializer, Object value) {
    Object back = roundTrip(serializer, value);
    if (value instanceof ShardFunction) {
      assertThat(back).isInstanceOf(ShardFunction.class);
      return;
    }
    assertThat(back).usingRecursiveComparison().ignoringFields("fault").isEqualTo(value);
    if (value instanceof PartitionResult<?> result && result.fault().isPresent()) {
      Fault fault = ((PartitionResult<?>) back).fault().orElseThrow();
      assertThat(fault).hasMessage(result.fault().get().getMessage());
      assertThat(fault.kind()).isEqualTo(result.fault().get().kind());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 112_000})
  void aRoundedSumTakesTwoBytesANumber(int size) {
    var numbers =
        new HalfNumbers(
            new short[size],
            new byte[(int) SumForm.HALF_PRECISION.bytes(size) - 2 * size],
            0,
            new float[0]);
    var sum = new MetaGradientSum(numbers, 0, 1, List.of());
    int bytes = KRYO.serialize(sum, ClassTag$.MODULE$.Any()).remaining();
    assertThat(bytes - SumForm.HALF_PRECISION.bytes(size)).isBetween(0L, 40L);
  }

  @Test
  void nothingElseCrosses() {
    assertThatThrownBy(() -> KRYO.serialize(Key.of(1), ClassTag$.MODULE$.Any()))
        .hasMessageContaining("Class is not registered");
  }

  private static Object roundTrip(SerializerInstance serializer, Object value) {
    return serializer.deserialize(
        serializer.serialize(value, ClassTag$.MODULE$.Any()), ClassTag$.MODULE$.Any());
  }
}
