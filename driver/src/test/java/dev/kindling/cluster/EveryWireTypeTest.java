package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.Test;

/**
 * A type that can cross between driver and executors of a run is tried by {@link WireTypesTest}.
 */
class EveryWireTypeTest {
  private static final List<String> PACKAGES =
      List.of(
              "fault", "task", "engine", "model", "learn", "learner", "episode", "tensor", "runner",
              "cluster")
          .stream()
          .map(name -> "dev.kindling." + name)
          .toList();

  /** What only holds others of the list, or is made anew where it arrives. */
  private static final Set<String> IN_EVERY_ROUND =
      Set.of(
          "dev.kindling.cluster.ShardJob",
          "dev.kindling.cluster.SentSettings",
          "dev.kindling.cluster.SentState$Fetched",
          "dev.kindling.cluster.BlockJob",
          "dev.kindling.cluster.PartitionNumbers",
          "dev.kindling.cluster.SumBlocks",
          "dev.kindling.cluster.SumBlocks$ByNumber");

  @Test
  void everySerializableTypeIsTried() throws IOException {
    Set<String> tried = new TreeSet<>(IN_EVERY_ROUND);
    var graph = new Graph();
    for (Object value : samples().toList()) {
      graph.writeObject(value);
    }
    graph.types.forEach(type -> tried.add(type.getName()));
    assertThat(tried).containsAll(serializable());
  }

  private static Stream<Object> samples() {
    return Stream.of(
            WireTypesTest.sentBack().stream(),
            WireTypesTest.sentOut().stream(),
            WireTypesTest.kinds())
        .flatMap(all -> all);
  }

  @Test
  void everyTypeThatKryoCarriesIsTried() {
    var conf =
        SparkSettings.of(new SparkConf(false), "test", Optional.of("local"), Optional.empty());
    Kryo kryo = new KryoSerializer(conf).newKryo();
    Set<String> registered =
        IntStream.range(0, kryo.getNextRegistrationId())
            .mapToObj(id -> kryo.getRegistration(id).getType().getName())
            .filter(name -> name.startsWith("dev.kindling."))
            .collect(Collectors.toSet());
    Set<String> tried =
        WireTypesTest.sentBack().stream()
            .map(value -> value.getClass().getName())
            .collect(Collectors.toSet());
    assertThat(registered).isNotEmpty();
    assertThat(tried).containsAll(registered);
  }

  private static Set<String> serializable() throws IOException {
    Set<String> names = new TreeSet<>();
    try (var files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      for (String name : PACKAGES) {
        for (JavaFileObject file :
            files.list(
                StandardLocation.CLASS_PATH, name, EnumSet.of(JavaFileObject.Kind.CLASS), true)) {
          Class<?> type = named(files.inferBinaryName(StandardLocation.CLASS_PATH, file));
          if (crosses(type)) {
            names.add(type.getName());
          }
        }
      }
    }
    return names;
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, EveryWireTypeTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean crosses(Class<?> type) {
    boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    boolean isOther = Throwable.class.isAssignableFrom(type) && type != Fault.class;
    return concrete
        && Serializable.class.isAssignableFrom(type)
        && !Enum.class.isAssignableFrom(type)
        && !isOther
        && !place(type).equals(place(EveryWireTypeTest.class));
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Notes the type of each object that a value holds. */
  private static final class Graph extends ObjectOutputStream {
    private final Set<Class<?>> types = new HashSet<>();

    Graph() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
      types.add(value.getClass());
      return value;
    }
  }
}
