package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.TaskRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

final class EvaluationSumSerializer extends Serializer<EvaluationSum> {

  @Override
  public void write(Kryo kryo, Output out, EvaluationSum sum) {
    writeList(out, sum.metrics(), Output::writeString);
    writeList(out, sum.rows(), EvaluationSumSerializer::writeRow);
    writeList(out, sum.calibrations(), EvaluationSumSerializer::writeNumbers);
    SkippedTasks.write(out, sum.skipped());
  }

  private static void writeRow(Output out, TaskRow row) {
    out.writeString(row.task());
    writeNumbers(out, row.errors());
    writeList(out, row.metrics(), EvaluationSumSerializer::writeNumbers);
  }

  private static void writeNumbers(Output out, double[] numbers) {
    out.writeVarInt(numbers.length, true);
    out.writeDoubles(numbers);
  }

  private static <T> void writeList(Output out, List<T> list, BiConsumer<Output, T> write) {
    out.writeVarInt(list.size(), true);
    list.forEach(item -> write.accept(out, item));
  }

  @Override
  public EvaluationSum read(Kryo kryo, Input in, Class<EvaluationSum> type) {
    return new EvaluationSum(
        readList(in, Input::readString),
        readList(in, EvaluationSumSerializer::readRow),
        readList(in, EvaluationSumSerializer::readNumbers),
        SkippedTasks.read(in));
  }

  private static TaskRow readRow(Input in) {
    return new TaskRow(
        in.readString(), readNumbers(in), readList(in, EvaluationSumSerializer::readNumbers));
  }

  private static double[] readNumbers(Input in) {
    return in.readDoubles(in.readVarInt(true));
  }

  private static <T> List<T> readList(Input in, Function<Input, T> read) {
    List<T> list = new ArrayList<>();
    int size = in.readVarInt(true);
    for (int i = 0; i < size; i++) {
      list.add(read.apply(in));
    }
    return list;
  }
}
