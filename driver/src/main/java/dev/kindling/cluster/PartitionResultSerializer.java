package dev.kindling.cluster;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.task.DamagedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Only a fault's kind and sentence cross: its cause may be of a class that the driver lacks. */
final class PartitionResultSerializer extends Serializer<PartitionResult<?>> {

  @Override
  public void write(Kryo kryo, Output out, PartitionResult<?> result) {
    Optional<Fault> fault = result.fault();
    out.writeBoolean(fault.isPresent());
    if (fault.isPresent()) {
      out.writeString(fault.get().kind().name());
      out.writeString(fault.get().getMessage());
      return;
    }
    out.writeVarLong(result.time().waitedNanos(), true);
    out.writeVarLong(result.time().preparedNanos(), true);
    out.writeVarLong(result.time().totalNanos(), true);
    write(out, result.passedOver());
    out.writeVarInt(result.results().size(), true);
    result.results().forEach(shard -> kryo.writeClassAndObject(out, shard));
  }

  @Override
  public PartitionResult<?> read(Kryo kryo, Input in, Class<PartitionResult<?>> type) {
    if (in.readBoolean()) {
      return PartitionResult.of(fault(Fault.Kind.valueOf(in.readString()), in.readString()));
    }
    var time = new ShardTime(in.readVarLong(true), in.readVarLong(true), in.readVarLong(true));
    List<DamagedRecord> passedOver = readPassedOver(in);
    int size = in.readVarInt(true);
    List<Object> results = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      results.add(kryo.readClassAndObject(in));
    }
    return PartitionResult.of(results, time, passedOver);
  }

  private static void write(Output out, List<DamagedRecord> passedOver) {
    out.writeVarInt(passedOver.size(), true);
    for (DamagedRecord damaged : passedOver) {
      out.writeString(damaged.store());
      out.writeString(damaged.record());
      out.writeString(damaged.task());
      out.writeString(damaged.problem());
      out.writeVarInt(damaged.allowed(), true);
    }
  }

  private static List<DamagedRecord> readPassedOver(Input in) {
    int size = in.readVarInt(true);
    List<DamagedRecord> passedOver = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      passedOver.add(
          new DamagedRecord(
              in.readString(),
              in.readString(),
              in.readString(),
              in.readString(),
              in.readVarInt(true)));
    }
    return passedOver;
  }

  private static Fault fault(Fault.Kind kind, String sentence) {
    return switch (kind) {
      case USAGE -> Fault.usage(sentence);
      case DATA -> Fault.data(sentence);
      case RESOURCES -> Fault.resources(sentence);
      case CLUSTER -> Fault.cluster(sentence);
      case DIVERGED -> Fault.diverged(sentence);
    };
  }
}
