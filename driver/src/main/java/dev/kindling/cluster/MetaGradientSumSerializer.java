package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.ExactNumbers;
import dev.kindling.episode.HalfNumbers;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.SumNumbers;

/** Every outer step sends these, so their numbers are written as blocks. */
final class MetaGradientSumSerializer extends Serializer<MetaGradientSum> {
  @Override
  public void write(Kryo kryo, Output out, MetaGradientSum sum) {
    boolean rounded = sum.numbers() instanceof HalfNumbers;
    out.writeBoolean(rounded);
    if (rounded) {
      write(out, (HalfNumbers) sum.numbers());
    } else {
      NumberArrays.write(out, sum.gradient());
    }
    out.writeDouble(sum.loss());
    out.writeVarInt(sum.tasks(), true);
    SkippedTasks.write(out, sum.skipped());
  }

  @Override
  public MetaGradientSum read(Kryo kryo, Input in, Class<MetaGradientSum> type) {
    SumNumbers numbers =
        in.readBoolean() ? readHalves(in) : new ExactNumbers(NumberArrays.floats(in));
    double loss = in.readDouble();
    int tasks = in.readVarInt(true);
    return new MetaGradientSum(numbers, loss, tasks, SkippedTasks.read(in));
  }

  private static void write(Output out, HalfNumbers numbers) {
    NumberArrays.write(out, numbers.codes());
    out.writeVarInt(numbers.exponents().length, true);
    out.writeBytes(numbers.exponents());
    out.writeVarInt(numbers.begun(), true);
    NumberArrays.write(out, numbers.carried());
  }

  private static HalfNumbers readHalves(Input in) {
    short[] codes = NumberArrays.shorts(in);
    byte[] exponents = in.readBytes(in.readVarInt(true));
    int begun = in.readVarInt(true);
    return new HalfNumbers(codes, exponents, begun, NumberArrays.floats(in));
  }
}
