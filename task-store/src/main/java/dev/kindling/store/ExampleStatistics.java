package dev.kindling.store;

import dev.kindling.task.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Gathers the statistics of examples, channel by channel. */
final class ExampleStatistics {

  private static final int VALUES = 256;

  private final ExampleContents contents;
  private final long[][] histograms;
  private final List<ColumnMoments> moments = new ArrayList<>();
  private final List<ColumnMoments> sizes =
      List.of(new ColumnMoments("height"), new ColumnMoments("width"));

  ExampleStatistics(ExampleContents contents) {
    this.contents = contents;
    this.histograms = new long[contents.channels()][VALUES];
    contents.columns().forEach(name -> moments.add(new ColumnMoments(name)));
  }

  void add(byte[] payload) {
    if (contents.isVarying()) {
      StoredImage image = StoredImage.of(payload, contents.channels());
      sizes.get(0).add(image.height());
      sizes.get(1).add(image.width());
      count(image.values());
      return;
    }
    if (contents.type() == ElementType.U8) {
      count(payload);
      return;
    }
    int channels = contents.channels();
    ByteBuffer values = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; values.hasRemaining(); i++) {
      moments.get(i % channels).add(values.getFloat());
    }
  }

  private void count(byte[] values) {
    int channels = contents.channels();
    for (int i = 0; i < values.length; i++) {
      histograms[i % channels][values[i] & 0xFF]++;
    }
  }

  List<ColumnStatistics> statistics() {
    if (contents.type() == ElementType.F32) {
      return moments.stream().map(ColumnMoments::statistics).toList();
    }
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (long[] histogram : histograms) {
      statistics.add(of("channel" + statistics.size(), histogram));
    }
    if (contents.isVarying()) {
      sizes.forEach(size -> statistics.add(size.statistics()));
    }
    return statistics;
  }

  private static ColumnStatistics of(String name, long[] histogram) {
    ColumnStatistics all = ColumnStatistics.none(name);
    for (int value = 0; value < VALUES; value++) {
      if (histogram[value] > 0) {
        all = all.plus(new ColumnStatistics(name, histogram[value], 0, value, 0, value, value));
      }
    }
    return all;
  }
}
