package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.EvaluationSum;
import java.util.List;

final class EvaluationSumSerializer extends Serializer<EvaluationSum> {

  @Override
  public void write(Kryo kryo, Output out, EvaluationSum sum) {
    out.writeVarInt(sum.tasks().size(), true);
    sum.tasks().forEach(out::writeString);
    writeRows(out, sum.errors());
    writeRows(out, sum.accuracies());
    SkippedTasks.write(out, sum.skipped());
  }

  private static void writeRows(Output out, double[][] rows) {
    out.writeVarInt(rows.length, true);
    for (double[] row : rows) {
      out.writeVarInt(row.length, true);
      out.writeDoubles(row);
    }
  }

  @Override
  public EvaluationSum read(Kryo kryo, Input in, Class<EvaluationSum> type) {
    return new EvaluationSum(readNames(in), readRows(in), readRows(in), SkippedTasks.read(in));
  }

  private static List<String> readNames(Input in) {
    String[] names = new String[in.readVarInt(true)];
    for (int i = 0; i < names.length; i++) {
      names[i] = in.readString();
    }
    return List.of(names);
  }

  private static double[][] readRows(Input in) {
    double[][] rows = new double[in.readVarInt(true)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = in.readDoubles(in.readVarInt(true));
    }
    return rows;
  }
}
