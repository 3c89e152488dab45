package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.ExactNumbers;
import dev.kindling.episode.HalfNumbers;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.SumNumbers;
import java.nio.ByteBuffer;

/** Every outer step sends these, so their numbers are written as blocks. */
final class MetaGradientSumSerializer extends Serializer<MetaGradientSum> {
  private static final int AT_ONCE = 4096;

  @Override
  public void write(Kryo kryo, Output out, MetaGradientSum sum) {
    boolean rounded = sum.numbers() instanceof HalfNumbers;
    out.writeBoolean(rounded);
    if (rounded) {
      write(out, (HalfNumbers) sum.numbers());
    } else {
      writeFloats(out, sum.gradient());
    }
    out.writeDouble(sum.loss());
    out.writeVarInt(sum.tasks(), true);
    SkippedTasks.write(out, sum.skipped());
  }

  @Override
  public MetaGradientSum read(Kryo kryo, Input in, Class<MetaGradientSum> type) {
    SumNumbers numbers = in.readBoolean() ? readHalves(in) : new ExactNumbers(readFloats(in));
    double loss = in.readDouble();
    int tasks = in.readVarInt(true);
    return new MetaGradientSum(numbers, loss, tasks, SkippedTasks.read(in));
  }

  private static void write(Output out, HalfNumbers numbers) {
    writeShorts(out, numbers.codes());
    out.writeVarInt(numbers.exponents().length, true);
    out.writeBytes(numbers.exponents());
    out.writeVarInt(numbers.begun(), true);
    writeFloats(out, numbers.carried());
  }

  private static HalfNumbers readHalves(Input in) {
    short[] codes = readShorts(in);
    byte[] exponents = in.readBytes(in.readVarInt(true));
    int begun = in.readVarInt(true);
    return new HalfNumbers(codes, exponents, begun, readFloats(in));
  }

  /** Kryo's own way writes one byte after the other. */
  private static void writeShorts(Output out, short[] values) {
    out.writeVarInt(values.length, true);
    byte[] bytes = new byte[Short.BYTES * Math.min(values.length, AT_ONCE)];
    for (int start = 0; start < values.length; start += AT_ONCE) {
      int count = Math.min(AT_ONCE, values.length - start);
      ByteBuffer.wrap(bytes).asShortBuffer().put(values, start, count);
      out.writeBytes(bytes, 0, Short.BYTES * count);
    }
  }

  private static short[] readShorts(Input in) {
    short[] values = new short[in.readVarInt(true)];
    byte[] bytes = new byte[Short.BYTES * Math.min(values.length, AT_ONCE)];
    for (int start = 0; start < values.length; start += AT_ONCE) {
      int count = Math.min(AT_ONCE, values.length - start);
      in.readBytes(bytes, 0, Short.BYTES * count);
      ByteBuffer.wrap(bytes).asShortBuffer().get(values, start, count);
    }
    return values;
  }

  private static void writeFloats(Output out, float[] values) {
    out.writeVarInt(values.length, true);
    out.writeFloats(values);
  }

  private static float[] readFloats(Input in) {
    return in.readFloats(in.readVarInt(true));
  }
}
