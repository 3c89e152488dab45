package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.MetaState;

/** Every outer step sends one to each executor, so the meta-parameters are written as one block. */
final class MetaStateSerializer extends Serializer<MetaState> {

  @Override
  public void write(Kryo kryo, Output out, MetaState state) {
    NumberArrays.write(out, state.theta());
    out.writeVarLong(state.step(), true);
  }

  @Override
  public MetaState read(Kryo kryo, Input in, Class<MetaState> type) {
    float[] theta = NumberArrays.floats(in);
    return new MetaState(theta, in.readVarLong(true));
  }
}
