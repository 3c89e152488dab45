package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.List;

/** Draws tasks of characters. Splits have characters of their own. */
final class GlyphsSource implements TaskSource {

  private final GlyphsSettings settings;
  private final Split split;
  private final Origin origin;

  GlyphsSource(GlyphsSettings settings, Split split) {
    this.settings = Require.present("settings", settings);
    this.split = Require.present("split", split);
    this.origin = new Origin("glyphs", split, settings.toString());
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(
        List.of(settings.side(), settings.side(), 1),
        List.of(),
        settings.ways() * settings.shots(),
        settings.ways() * settings.queries(),
        settings.ways());
  }

  @Override
  public Task sample(Key key) {
    Key episode = key.fold(split.name());
    int[] classes = classes(episode);
    Glyph[] glyphs = new Glyph[classes.length];
    for (int way = 0; way < glyphs.length; way++) {
      glyphs[way] = Glyph.of(classes[way] / settings.rotations());
    }
    Hand hand = new Hand(settings.side());
    Examples support = write(hand, glyphs, classes, episode.fold("support"), settings.shots());
    Examples query = write(hand, glyphs, classes, episode.fold("query"), settings.queries());
    return origin.task(key, support, query);
  }

  /** The number of a class is character times rotations plus quarter turns. */
  int[] classes(Key episode) {
    int first = settings.start(split) * settings.rotations();
    int end = settings.end(split) * settings.rotations();
    int[] classes = Distinct.below(episode.fold("classes"), settings.ways(), end - first);
    for (int way = 0; way < classes.length; way++) {
      classes[way] += first;
    }
    return classes;
  }

  /** That many examples of each class, one class after the other. */
  private Examples write(Hand hand, Glyph[] glyphs, int[] classes, Key key, int each) {
    int side = settings.side();
    int count = glyphs.length * each;
    float[] images = new float[count * side * side];
    float[] targets = new float[count];
    for (int i = 0; i < count; i++) {
      int way = i / each;
      Key example = key.fold(way).fold(i % each);
      hand.write(
          glyphs[way], classes[way] % settings.rotations(), example, images, i * side * side);
      targets[i] = way;
    }
    return Examples.of(HostTensor.of(images, count, side, side, 1), HostTensor.of(targets, count));
  }
}
