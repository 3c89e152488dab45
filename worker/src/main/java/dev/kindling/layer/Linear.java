package dev.kindling.layer;

import dev.kindling.program.Convolution;
import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/** Layers that are linear in what comes in. */
public final class Linear {
  private Linear() {}

  /**
   * {@code y = x W + b}: examples {@code [tasks,n,inputs]}, weights {@code [tasks,inputs,outputs]},
   * biases {@code [tasks,outputs]}.
   */
  public static Symbol dense(Symbol x, Symbol weight, Symbol bias) {
    Shape shape =
        Shape.of(x.shape().dimension(0), x.shape().dimension(1), bias.shape().dimension(1));
    Symbol everywhere = bias.broadcast(shape, 1);
    return x.matMul(weight).plus(everywhere);
  }

  /**
   * Images {@code [tasks,n,h,w,c]} under kernels {@code [tasks,height,width,c,f]}; as in PyTorch,
   * kernels are not flipped.
   */
  public static Symbol convolution(Symbol images, Symbol kernel, Window window) {
    return images.trace().apply(new Convolution.Forward(window), images, kernel);
  }

  /** The same with biases {@code [tasks,f]}. */
  public static Symbol convolution(Symbol images, Symbol kernel, Symbol bias, Window window) {
    Symbol response = convolution(images, kernel, window);
    return response.plus(Channels.everywhere(bias, response));
  }
}
