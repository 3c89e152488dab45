package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.serializer.KryoRegistrator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

/** A session with types of the user's own, some registered and some not, computes shards too. */
class UserSessionTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.kryo.registrator",
          OwnRegistrator.class.getName(),
          "spark.kryo.registrationRequired",
          "false");

  private record Registered(String text) {}

  private static final class Stranger {
    private String text = "";

    String text() {
      return text;
    }
  }

  /** The user's. */
  public static final class OwnRegistrator implements KryoRegistrator {
    @Override
    public void registerClasses(Kryo kryo) {
      kryo.register(Registered.class, new RegisteredSerializer());
    }
  }

  private static final class RegisteredSerializer extends Serializer<Registered> {
    @Override
    public void write(Kryo kryo, Output out, Registered value) {
      out.writeString("own " + value.text());
    }

    @Override
    public Registered read(Kryo kryo, Input in, Class<Registered> type) {
      return new Registered(in.readString());
    }
  }

  @BeforeEach
  void set() {
    SETTINGS.forEach(System::setProperty);
  }

  @AfterEach
  void clear() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  @Test
  void theUsersTypesAndOursCross() {
    EpisodeSettings settings = Configuration.defaults().episodes();
    MetaState state = MetaState.start(settings.buildLearner().initialise(Key.of(1)));
    List<Shard> shards = Shard.cut(Split.TRAIN, Key.of(0), 4, 2);
    try (Cluster cluster = Cluster.connect("own", Optional.of("local[1]"), 0, damaged -> {})) {
      assertThat(cluster.compute(settings, state, shards, EpisodeWorker::gradient)).hasSize(2);
      assertThat(crossed(new Registered("x"))).isEqualTo(new Registered("own x"));
      var stranger = new Stranger();
      stranger.text = "y";
      assertThat(((Stranger) crossed(stranger)).text()).isEqualTo("y");
    }
  }

  private static Object crossed(Object value) {
    var serializer = SparkContext.getOrCreate().env().serializer().newInstance();
    return serializer.deserialize(
        serializer.serialize(value, ClassTag$.MODULE$.Any()), ClassTag$.MODULE$.Any());
  }
}
