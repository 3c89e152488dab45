package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.Optional;

/** Unlike the papers' network, this one has no DropBlock. */
@Meaning(
    "The residual network of the few-shot papers, for images: blocks of three"
        + " convolutions beside a shortcut, each of which halves the image.")
public record Resnet12Settings(
    @Meaning("How many filters each block has; the papers have four blocks, 12 convolutions.")
        @Bounds(least = 1, leastItems = 1, most = ModelLimits.WIDTH, mostItems = ModelLimits.BLOCKS)
        List<Integer> widths,
    @Meaning("Whose mean and variance batch normalisation takes.") Normalisation statistics)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  public Resnet12Settings {
    Require.copyOfNonEmpty("widths", widths);
    widths = Require.copyOfPositive("widths", widths);
    Require.atMost("widths", widths, ModelLimits.WIDTH, ModelLimits.BLOCKS);
    Require.present("statistics", statistics);
  }

  public static Resnet12Settings defaults() {
    return new Resnet12Settings(List.of(64, 160, 320, 640), Normalisation.BATCH);
  }

  @Override
  public Model build(TaskShape shape) {
    Fit.images("resnet12", shape, 1 << widths.size());
    var body = new Resnet12(this, shape);
    return new Model(body, LinearHead.rectified(body.width(), shape.outputs()));
  }

  @Override
  public Optional<Normalisation> queryStatistics() {
    return Optional.of(statistics);
  }
}
