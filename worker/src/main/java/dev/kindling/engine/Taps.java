package dev.kindling.engine;

import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;

/** Every product that a convolution adds up, as places in its three tensors. */
final class Taps {
  /** What is done with one product's places. */
  interface Visitor {
    void visit(int image, int kernel, int response);
  }

  private final Window window;
  private final Shape images;
  private final Shape responses;

  Taps(Window window, Shape images, Shape responses) {
    this.window = window;
    this.images = images;
    this.responses = responses;
  }

  void forEach(Visitor visitor) {
    for (int response = 0; response < responses.size(); response++) {
      for (int row = 0; row < window.height(); row++) {
        for (int column = 0; column < window.width(); column++) {
          tap(visitor, response, row, column);
        }
      }
    }
  }

  private void tap(Visitor visitor, int response, int row, int column) {
    int filters = responses.dimension(4);
    int filter = response % filters;
    int place = response / filters;
    int x = place % responses.dimension(3) * window.stride() - window.padding() + column;
    place /= responses.dimension(3);
    int y = place % responses.dimension(2) * window.stride() - window.padding() + row;
    int image = place / responses.dimension(2);
    if (y < 0 || y >= images.dimension(2) || x < 0 || x >= images.dimension(3)) {
      return;
    }
    int task = image / images.dimension(1);
    int channels = images.dimension(4);
    int pixel = (image * images.dimension(2) + y) * images.dimension(3) + x;
    int tap = (task * window.height() + row) * window.width() + column;
    for (int channel = 0; channel < channels; channel++) {
      int weight = (tap * channels + channel) * filters + filter;
      visitor.visit(pixel * channels + channel, weight, response);
    }
  }
}
