package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.EvaluationSum;

final class EvaluationSumSerializer extends Serializer<EvaluationSum> {

  @Override
  public void write(Kryo kryo, Output out, EvaluationSum sum) {
    out.writeVarInt(sum.errors().length, true);
    for (double[] episode : sum.errors()) {
      out.writeVarInt(episode.length, true);
      out.writeDoubles(episode);
    }
    SkippedTasks.write(out, sum.skipped());
  }

  @Override
  public EvaluationSum read(Kryo kryo, Input in, Class<EvaluationSum> type) {
    double[][] errors = new double[in.readVarInt(true)][];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = in.readDoubles(in.readVarInt(true));
    }
    return new EvaluationSum(errors, SkippedTasks.read(in));
  }
}
