package dev.kindling.engine.nd4j;

import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What a window sees at each of its places, as rows of a matrix: {@code [b, n*rows*columns,
 * height*width*c]} of images {@code [b,n,h,w,c]}. With P the patches of the images, K the
 * convolution kernels as {@code [b, height*width*c, f]} and Y the responses as {@code [b,
 * n*rows*columns, f]},
 *
 * <pre>
 *   Y = P K,   dP = dY K^T,   dK = P^T dY
 * </pre>
 *
 * and images follow from dP by adding each element where it came from.
 */
final class Patches {
  /** The axes of rows and columns of images. */
  private static final List<Integer> PIXELS = List.of(2, 3);

  private final Window window;
  private final Shape images;
  private final Shape responses;
  private final long start;

  /**
   * Patches that lie at {@code start} of the arena.
   *
   * @param responses of a convolution of the images; their shape says how many places there are
   */
  Patches(Window window, Shape images, Shape responses, long start) {
    this.window = window;
    this.images = images;
    this.responses = responses;
    this.start = start;
  }

  static long floats(Window window, Shape images, Shape responses) {
    long places = responses.size() / responses.dimension(4);
    return places * window.height() * window.width() * images.dimension(4);
  }

  private int channels() {
    return images.dimension(4);
  }

  /** The patches as a matrix for each task, with a row for each place. */
  Layout matrix() {
    int tasks = images.dimension(0);
    int places = responses.size() / responses.dimension(4) / tasks;
    int seen = window.height() * window.width() * channels();
    return Layout.rowMajor(start, Shape.of(tasks, places, seen));
  }

  /** One pixel of the window at all places where it lies on an image, in both tensors. */
  record Tap(Layout inImages, Layout inPatches) {}

  /**
   * The taps of all pixels of the window that lie on an image at some place.
   *
   * @param imagesAt where the images lie
   */
  List<Tap> taps(long imagesAt) {
    List<Tap> taps = new ArrayList<>();
    for (int row = 0; row < window.height(); row++) {
      for (int column = 0; column < window.width(); column++) {
        Reach rows = reach(row, images.dimension(2), responses.dimension(2));
        Reach columns = reach(column, images.dimension(3), responses.dimension(3));
        if (rows.count() > 0 && columns.count() > 0) {
          int tap = row * window.width() + column;
          taps.add(new Tap(inImages(imagesAt, rows, columns), inPatches(tap, rows, columns)));
        }
      }
    }
    return taps;
  }

  /**
   * The places along one axis at which a tap lies on an image.
   *
   * @param first the first of these places
   * @param pixel the pixel that the tap lies on at the first place
   */
  private record Reach(int first, int count, int pixel) {}

  private Reach reach(int tap, int extent, int places) {
    int shift = tap - window.padding();
    int first = Math.max(0, -Math.floorDiv(shift, window.stride()));
    int last = Math.min(places - 1, Math.floorDiv(extent - 1 - shift, window.stride()));
    return new Reach(first, last - first + 1, first * window.stride() + shift);
  }

  private List<Integer> dimensions(Reach rows, Reach columns) {
    return List.of(
        images.dimension(0), images.dimension(1), rows.count(), columns.count(), channels());
  }

  private Layout inImages(long imagesAt, Reach rows, Reach columns) {
    return Layout.rowMajor(imagesAt, images)
        .part(List.of(0, 0, rows.pixel(), columns.pixel(), 0), dimensions(rows, columns))
        .every(window.stride(), PIXELS);
  }

  private Layout inPatches(int tap, Reach rows, Reach columns) {
    Shape all =
        Shape.of(
            images.dimension(0),
            images.dimension(1),
            responses.dimension(2),
            responses.dimension(3),
            window.height() * window.width() * channels());
    return Layout.rowMajor(start, all)
        .part(
            List.of(0, 0, rows.first(), columns.first(), tap * channels()),
            dimensions(rows, columns));
  }
}
