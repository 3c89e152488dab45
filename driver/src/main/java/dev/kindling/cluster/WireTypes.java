package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.runner.MetaGradientTotal;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * All that Kryo carries between driver and executors, besides arrays of numbers: registration is
 * required unless the user's session has types of its own, so nothing else can cross. Closures and
 * what they hold use Java serialization.
 */
public final class WireTypes implements KryoRegistrator {

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(MetaState.class, new MetaStateSerializer());
    kryo.register(MetaGradientSum.class, new MetaGradientSumSerializer());
    kryo.register(EvaluationSum.class, new EvaluationSumSerializer());
    kryo.register(PartitionResult.class, new PartitionResultSerializer());
    kryo.register(SumBlock.class, new SumBlockSerializer());
    kryo.register(MetaGradientTotal.class, new MetaGradientTotalSerializer());
  }
}
