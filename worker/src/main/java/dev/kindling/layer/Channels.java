package dev.kindling.layer;

import dev.kindling.trace.Symbol;
import java.util.stream.IntStream;

/** Numbers for each task and channel, to go with tensors {@code [tasks,...,channels]}. */
final class Channels {
  private Channels() {}

  /** {@code [tasks,channels]}, the same at every place of {@code x}. */
  static Symbol everywhere(Symbol perChannel, Symbol x) {
    return perChannel.broadcast(x.shape(), axes(1, last(x)));
  }

  /** {@code [tasks,...]} of all axes but the last, the same for every channel of {@code x}. */
  static Symbol alongChannels(Symbol perPlace, Symbol x) {
    return perPlace.broadcast(x.shape(), last(x));
  }

  /** The sum over all places of each task and channel. */
  static Symbol sum(Symbol x) {
    return x.sum(axes(1, last(x)));
  }

  static int last(Symbol x) {
    return x.shape().rank() - 1;
  }

  /** The axes from {@code first} to before {@code end}. */
  static Integer[] axes(int first, int end) {
    return IntStream.range(first, end).boxed().toArray(Integer[]::new);
  }
}
