package dev.kindling.cluster;

import dev.kindling.episode.EpisodeSettings;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Settings as a Spark job takes them along: written once for all jobs of a run, and read once in
 * each process, since most of the time of a short job would go into them.
 */
final class SentSettings implements Serializable {
  private static final long serialVersionUID = 1;
  private static final ClassTag<EpisodeSettings> TYPE =
      ClassTag$.MODULE$.apply(EpisodeSettings.class);
  private static final Latest LATEST = new Latest();

  private final byte[] bytes;

  private SentSettings(byte[] bytes) {
    this.bytes = bytes;
  }

  static SentSettings of(EpisodeSettings settings) {
    ByteBuffer buffer = serializer().serialize(settings, TYPE);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new SentSettings(bytes);
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }

  /** The settings; the same object as long as no others are read in this process. */
  EpisodeSettings settings() {
    return LATEST.of(bytes);
  }

  private static final class Latest {
    private byte[] bytes = {};
    private EpisodeSettings settings;

    synchronized EpisodeSettings of(byte[] sent) {
      if (!Arrays.equals(sent, bytes)) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        settings = serializer().deserialize(ByteBuffer.wrap(sent), loader, TYPE);
        bytes = sent;
      }
      return settings;
    }
  }
}
