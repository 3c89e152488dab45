package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.MetaGradientSum;

/** Writes blocks of sums, which executors send to each other. */
final class SumBlockSerializer extends Serializer<SumBlock> {

  @Override
  public void write(Kryo kryo, Output out, SumBlock block) {
    out.writeVarInt(block.shard(), true);
    kryo.writeClassAndObject(out, block.part());
  }

  @Override
  @SuppressWarnings("unchecked") // what was written
  public SumBlock read(Kryo kryo, Input in, Class<SumBlock> type) {
    int shard = in.readVarInt(true);
    return new SumBlock(shard, (PartitionResult<MetaGradientSum>) kryo.readClassAndObject(in));
  }
}
