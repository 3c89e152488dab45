package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.MetaGradientSum;

/** Every outer step sends these, so the gradient is written as one block. */
final class MetaGradientSumSerializer extends Serializer<MetaGradientSum> {

  @Override
  public void write(Kryo kryo, Output out, MetaGradientSum sum) {
    out.writeVarInt(sum.gradient().length, true);
    out.writeFloats(sum.gradient());
    out.writeDouble(sum.loss());
    out.writeVarInt(sum.tasks(), true);
    SkippedTasks.write(out, sum.skipped());
  }

  @Override
  public MetaGradientSum read(Kryo kryo, Input in, Class<MetaGradientSum> type) {
    float[] gradient = in.readFloats(in.readVarInt(true));
    double loss = in.readDouble();
    int tasks = in.readVarInt(true);
    return new MetaGradientSum(gradient, loss, tasks, SkippedTasks.read(in));
  }
}
