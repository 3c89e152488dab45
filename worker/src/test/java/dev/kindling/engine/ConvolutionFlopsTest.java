package dev.kindling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Convolution;
import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flops that a plan states are those that the obvious loops make. */
class ConvolutionFlopsTest {
  @ParameterizedTest
  @CsvSource({
    "3,3,1,1,5,7",
    "3,3,2,1,7,6",
    "3,3,2,1,2,2",
    "1,1,1,0,3,3",
    "2,3,2,0,6,5",
    "5,3,3,4,4,9"
  })
  void theyAreCountedToTheLast(int h, int w, int stride, int padding, int height, int width) {
    var window = new Window(h, w, stride, padding);
    Shape images = Shape.of(2, 3, height, width, 5);
    Shape kernels = Shape.of(2, h, w, 5, 4);
    var trace = new Trace();
    Symbol x = trace.input("x", images);
    Symbol k = trace.input("k", kernels);
    Symbol y = trace.apply(new Convolution.Forward(window), x, k);
    trace.output("y", y);
    trace.output("x2", trace.apply(new Convolution.ToImages(window, height, width), y, k));
    trace.output("k2", trace.apply(new Convolution.ToKernels(window), x, y));
    Plan plan = new Planner(new ReferenceEngine(1 << 20).target()).plan(trace.program());
    var products = new AtomicLong();
    new Taps(window, images, y.shape())
        .forEach((image, kernel, response) -> products.incrementAndGet());
    long flops = 2 * products.get();
    assertThat(plan.flopsByKind())
        .isEqualTo(Map.of("Forward", flops, "ToImages", flops, "ToKernels", flops));
  }
}
