package dev.kindling.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The kernels of convolutions: one primitive for one task's images, run task by task, each with its
 * own convolution kernels. Images and responses lie channels-last; convolution kernels are copied
 * into the layout that the primitive wants, and back.
 */
final class Convolutions {
  private static final int FEW_CHANNELS = 16;
  private static final int SOME_CHANNELS = 32;
  private static final int FEW_PLACES = 4;

  private final Native library;
  private final Window window;
  private final Shape images;
  private final Shape kernels;
  private final Shape responses;

  Convolutions(Native library, Window window, Shape images, Shape kernels, Shape responses) {
    this.library = library;
    this.window = window;
    this.images = images;
    this.kernels = kernels;
    this.responses = responses;
  }

  Kernel forward(Pointer x, Pointer kernel, Pointer y) {
    Side from = new Side(DNNL_ARG_SRC, images, x);
    dnnl_primitive_desc description =
        library.preferred(() -> forward(dnnl_forward_inference), rowsBeatBlocks());
    return withKernels(description, kernel, from, side(DNNL_ARG_DST, y));
  }

  Kernel toImages(Pointer y, Pointer kernel, Pointer x) {
    Side to = new Side(DNNL_ARG_DIFF_SRC, images, x);
    dnnl_primitive_desc description = library.preferred(this::toImages, window.stride() > 1);
    return withKernels(description, kernel, side(DNNL_ARG_DIFF_DST, y), to);
  }

  /**
   * Whether the library's kernels that go along the rows of an image beat those that multiply
   * blocks, as measured: products are short where channels or places are few.
   */
  private boolean rowsBeatBlocks() {
    int channels = kernels.dimension(3);
    int places = responses.dimension(2) * responses.dimension(3);
    return channels < FEW_CHANNELS
        || (window.stride() > 1 && (channels <= SOME_CHANNELS || places <= FEW_PLACES));
  }

  Kernel toKernels(Pointer x, Pointer y, Pointer kernel) {
    Side from = new Side(DNNL_ARG_SRC, images, x);
    Side to = side(DNNL_ARG_DIFF_DST, y);
    dnnl_primitive_desc description = toKernels();
    dnnl_memory_desc packed = library.chosen(description, dnnl_query_diff_weights_md);
    Native.Primitive primitive = library.primitive(description);
    Native.Primitive unpack = library.reorder(packed, plainKernels());
    Pointer scratch = scratch(packed);
    Native.Argument result = argument(DNNL_ARG_DIFF_WEIGHTS, packed, scratch);
    List<Kernel> steps = new ArrayList<>();
    for (int task = 0; task < images.dimension(0); task++) {
      steps.add(library.kernel(primitive, of(from, task), of(to, task), result));
      steps.add(copy(unpack, packed, scratch, plainKernels(), ofTask(kernel, kernels, task)));
    }
    return all(steps);
  }

  /** One side of a convolution other than its kernels, for all tasks. */
  private record Side(int name, Shape shape, Pointer all) {}

  private Side side(int name, Pointer y) {
    return new Side(name, responses, y);
  }

  private Native.Argument of(Side side, int task) {
    return argument(side.name(), pixels(side.shape()), ofTask(side.all(), side.shape(), task));
  }

  private Kernel withKernels(dnnl_primitive_desc description, Pointer kernel, Side from, Side to) {
    dnnl_memory_desc packed = library.chosen(description, dnnl_query_weights_md);
    Native.Primitive primitive = library.primitive(description);
    Native.Primitive pack = library.reorder(plainKernels(), packed);
    Pointer scratch = scratch(packed);
    Native.Argument weights = argument(DNNL_ARG_WEIGHTS, packed, scratch);
    List<Kernel> steps = new ArrayList<>();
    for (int task = 0; task < images.dimension(0); task++) {
      steps.add(copy(pack, plainKernels(), ofTask(kernel, kernels, task), packed, scratch));
      steps.add(library.kernel(primitive, of(from, task), weights, of(to, task)));
    }
    return all(steps);
  }

  private static Kernel all(List<Kernel> steps) {
    Kernel[] kernels = steps.toArray(Kernel[]::new);
    return () -> {
      for (Kernel kernel : kernels) {
        kernel.run();
      }
    };
  }

  private Kernel copy(
      Native.Primitive reorder,
      dnnl_memory_desc fromLayout,
      Pointer from,
      dnnl_memory_desc toLayout,
      Pointer to) {
    return library.kernel(
        reorder, argument(DNNL_ARG_FROM, fromLayout, from), argument(DNNL_ARG_TO, toLayout, to));
  }

  private Native.Argument argument(int name, dnnl_memory_desc layout, Pointer data) {
    return new Native.Argument(name, library.memory(layout, data));
  }

  private static Pointer ofTask(Pointer all, Shape shape, int task) {
    long bytes = (long) shape.size() / shape.dimension(0) * Float.BYTES;
    var pointer = new BytePointer(all);
    return pointer.position(pointer.position() + task * bytes);
  }

  /** One after the other the kernels of all tasks lie there, as do those of other convolutions. */
  private Pointer scratch(dnnl_memory_desc layout) {
    return library.packed(dnnl_memory_desc_get_size(layout));
  }

  /** {@code [n,h,w,c]} in memory, whose axes oneDNN lists as n, c, h, w. */
  private dnnl_memory_desc pixels(Shape shape) {
    long n = shape.dimension(1);
    long h = shape.dimension(2);
    long w = shape.dimension(3);
    long c = shape.dimension(4);
    return library.layout(new long[] {n, c, h, w}, new long[] {h * w * c, 1, w * c, c});
  }

  /** {@code [height,width,c,f]} in memory, whose axes oneDNN lists as f, c, height, width. */
  private dnnl_memory_desc plainKernels() {
    long width = window.width();
    long c = kernels.dimension(3);
    long f = kernels.dimension(4);
    return library.layout(kernelDimensions(), new long[] {1, f, width * c * f, c * f});
  }

  private long[] kernelDimensions() {
    return new long[] {kernels.dimension(4), kernels.dimension(3), window.height(), window.width()};
  }

  private dnnl_primitive_desc forward(int kind) {
    var description = new dnnl_primitive_desc();
    Native.check(
        dnnl_convolution_forward_primitive_desc_create(
            description,
            library.engine(),
            kind,
            dnnl_convolution_direct,
            pixels(images),
            library.anyLayout(kernelDimensions()),
            null,
            pixels(responses),
            strides(),
            new long[] {0, 0},
            paddingBefore(),
            paddingAfter(),
            library.attributes()),
        "a convolution");
    return description;
  }

  private dnnl_primitive_desc toImages() {
    // The library reads the hint again when asked for other kernels.
    dnnl_primitive_desc hint = library.kept(forward(dnnl_forward_training));
    var description = new dnnl_primitive_desc();
    Native.check(
        dnnl_convolution_backward_data_primitive_desc_create(
            description,
            library.engine(),
            dnnl_convolution_direct,
            pixels(images),
            library.anyLayout(kernelDimensions()),
            pixels(responses),
            strides(),
            new long[] {0, 0},
            paddingBefore(),
            paddingAfter(),
            hint,
            library.attributes()),
        "a convolution to images");
    return description;
  }

  private dnnl_primitive_desc toKernels() {
    dnnl_primitive_desc hint = forward(dnnl_forward_training);
    var description = new dnnl_primitive_desc();
    Native.check(
        dnnl_convolution_backward_weights_primitive_desc_create(
            description,
            library.engine(),
            dnnl_convolution_direct,
            pixels(images),
            library.anyLayout(kernelDimensions()),
            null,
            pixels(responses),
            strides(),
            new long[] {0, 0},
            paddingBefore(),
            paddingAfter(),
            hint,
            library.attributes()),
        "a convolution to kernels");
    dnnl_primitive_desc_destroy(hint);
    return description;
  }

  private long[] strides() {
    return new long[] {window.stride(), window.stride()};
  }

  private long[] paddingBefore() {
    return new long[] {window.padding(), window.padding()};
  }

  /** How far the last place reaches beyond the far edge; negative where it falls short of it. */
  private long[] paddingAfter() {
    return new long[] {
      paddingAfter(images.dimension(2), responses.dimension(2), window.height()),
      paddingAfter(images.dimension(3), responses.dimension(3), window.width())
    };
  }

  private long paddingAfter(int extent, int places, int kernel) {
    return (places - 1L) * window.stride() + kernel - extent - window.padding();
  }
}
