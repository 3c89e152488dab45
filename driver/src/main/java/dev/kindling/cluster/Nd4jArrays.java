package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * ND4J's arrays, for jobs of the user's own in our session: none crosses a wire of ours. Their
 * serializer is that of nd4j-kryo, whose builds for Scala 2.12 hold no registrator. Whoever has it
 * on the class path asked for it: this loads ND4J in each process.
 */
public final class Nd4jArrays implements KryoRegistrator {
  private static final String SERIALIZER = "org.nd4j.kryo.Nd4jSerializer";
  private static final String ND4J = "org.nd4j.linalg.factory.Nd4j";

  /** Whether there is a serializer for them. */
  static boolean canCross() {
    try {
      Class.forName(SERIALIZER, false, loader());
      return true;
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return false;
    }
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  @Override
  public void registerClasses(Kryo kryo) {
    try {
      Object backend = Class.forName(ND4J, true, loader()).getMethod("getBackend").invoke(null);
      Object array = backend.getClass().getMethod("getNDArrayClass").invoke(backend);
      Object serializer = Class.forName(SERIALIZER, true, loader()).getConstructor().newInstance();
      kryo.register((Class<?>) array, (Serializer<?>) serializer);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("nd4j-kryo is on the class path without an ND4J that it fits", e);
    }
  }
}
