package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.runner.MetaGradientTotal;

/** Writes what executors have added up, as one block. */
final class MetaGradientTotalSerializer extends Serializer<MetaGradientTotal> {

  @Override
  public void write(Kryo kryo, Output out, MetaGradientTotal total) {
    out.writeVarInt(total.gradient().length, true);
    out.writeDoubles(total.gradient());
    out.writeDouble(total.loss());
    out.writeVarInt(total.tasks(), true);
    SkippedTasks.write(out, total.skipped());
  }

  @Override
  public MetaGradientTotal read(Kryo kryo, Input in, Class<MetaGradientTotal> type) {
    double[] gradient = in.readDoubles(in.readVarInt(true));
    double loss = in.readDouble();
    int tasks = in.readVarInt(true);
    return new MetaGradientTotal(gradient, loss, tasks, SkippedTasks.read(in));
  }
}
