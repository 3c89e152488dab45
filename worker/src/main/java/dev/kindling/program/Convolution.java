package dev.kindling.program;

import static dev.kindling.program.Operands.expect;
import static dev.kindling.program.Operands.expectCount;

import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * Convolution and its two adjoints: one trilinear form, seen from its three sides. Images are
 * {@code [b,n,h,w,c]}, kernels {@code [b,height,width,c,f]}, responses {@code
 * [b,n,rows,columns,f]}: each task of the block has kernels of its own. The derivative of each by
 * either operand is one of the other two.
 */
public sealed interface Convolution extends Op {
  Window window();

  private static int images(Shape shape) {
    return shape.dimension(1);
  }

  private static boolean alike(Shape left, Shape right) {
    return left.rank() == 5 && right.rank() == 5 && left.dimension(0) == right.dimension(0);
  }

  private static Shape responses(Window window, Shape images, int filters) {
    return Shape.of(
        images.dimension(0),
        images(images),
        window.rows(images.dimension(2)),
        window.columns(images.dimension(3)),
        filters);
  }

  private static boolean fits(Window window, Shape images) {
    return window.rows(images.dimension(2)) > 0 && window.columns(images.dimension(3)) > 0;
  }

  private static boolean isKernel(Window window, Shape kernel) {
    return kernel.dimension(1) == window.height() && kernel.dimension(2) == window.width();
  }

  /** Images and kernels to responses. */
  record Forward(Window window) implements Convolution {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      Shape x = operands.get(0);
      Shape kernel = operands.get(1);
      boolean holds =
          alike(x, kernel)
              && isKernel(window, kernel)
              && x.dimension(4) == kernel.dimension(3)
              && fits(window, x);
      expect(this, operands, holds, "images [b,n,h,w,c] and kernels [b,height,width,c,f]");
      return responses(window, x, kernel.dimension(4));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.convolution(this);
    }
  }

  /** Responses and kernels to images of {@code height} by {@code width}. */
  record ToImages(Window window, int height, int width) implements Convolution {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      Shape y = operands.get(0);
      Shape kernel = operands.get(1);
      boolean holds =
          alike(y, kernel)
              && isKernel(window, kernel)
              && y.dimension(4) == kernel.dimension(4)
              && y.dimension(2) == window.rows(height)
              && y.dimension(3) == window.columns(width);
      expect(this, operands, holds, "responses [b,n,rows,columns,f] and kernels");
      return Shape.of(y.dimension(0), images(y), height, width, kernel.dimension(3));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.convolutionToImages(this);
    }
  }

  /** Images and responses to kernels. */
  record ToKernels(Window window) implements Convolution {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      Shape x = operands.get(0);
      Shape y = operands.get(1);
      boolean holds =
          alike(x, y) && fits(window, x) && responses(window, x, y.dimension(4)).equals(y);
      expect(this, operands, holds, "images [b,n,h,w,c] and responses [b,n,rows,columns,f]");
      return Shape.of(
          x.dimension(0), window.height(), window.width(), x.dimension(4), y.dimension(4));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.convolutionToKernels(this);
    }
  }
}
