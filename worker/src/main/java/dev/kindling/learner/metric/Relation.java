package dev.kindling.learner.metric;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.Lesson;
import dev.kindling.learn.MetaObjective;
import dev.kindling.model.Architecture;
import dev.kindling.model.Inputs;
import dev.kindling.model.ParameterLayout;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;

/**
 * Relation networks (Sung, Yang, Zhang, Xiang, Torr, Hospedales 2018). A {@link RelationHead} says
 * how much a query example has to do with each class, from 0 to 1, and is trained by squared error:
 *
 * <pre>
 *   s_c = sum_{i in c} f(x_i)
 *   r_c = sigmoid(head(s_c, f(x)))
 *   loss = mean_c (r_c - [c = y])^2
 * </pre>
 *
 * The prediction is {@code log r_c}, so that each class's share is {@code r_c / sum r}.
 *
 * <p>Departures from the paper: the head is a perceptron on the network's features and not two
 * convolutions on its last images; sums are weighted; a class without support examples is answered
 * last.
 */
final class Relation implements Learner {
  private final RelationHead head;
  private final Encoder encoder;
  private final TaskShape shape;

  Relation(RelationSettings settings, Architecture architecture, TaskShape shape) {
    Membership.requireClasses("relation", shape);
    Encoder alone = Encoder.of(architecture, shape);
    this.head = new RelationHead(alone.width(), settings.hidden());
    this.encoder = alone.with(RelationHead.GROUP, head);
    this.shape = shape;
  }

  @Override
  public ParameterLayout layout() {
    return encoder.layout();
  }

  @Override
  public float[] initialise(Key key) {
    return encoder.initialise(key);
  }

  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    var membership = Membership.of(support, shape);
    Symbol sums = membership.sums(encoder.support(theta, support, episode));
    return new Related(
        query -> head.apply(theta, sums, encoder.query(theta, query, support)), membership, sums);
  }

  /** Relations before the sigmoid, {@code [tasks, examples, classes]}, for query examples. */
  private record Related(ComparedTask.Answer relations, Membership membership, Symbol sums)
      implements Learned {

    @Override
    public Symbol predict(int step, Inputs query) {
      return membership.predictions(logarithm(relations.to(query)));
    }

    @Override
    public Symbols adapted(int step) {
      return Symbols.of(Map.of("sums", sums));
    }
  }

  /** {@code log sigmoid(x)}, whose exponentials stay at most 1. */
  private static Symbol logarithm(Symbol x) {
    Symbol m = x.negate().unary(UnaryKind.RELU).stopGradient();
    Symbol total = m.negate().unary(UnaryKind.EXP).plus(x.plus(m).negate().unary(UnaryKind.EXP));
    return m.plus(total.unary(UnaryKind.LOG)).negate();
  }

  @Override
  public MetaObjective objective() {
    return this::squaredError;
  }

  private MetaObjective.Contribution squaredError(Lesson lesson) {
    Related related = (Related) lesson.learned();
    Symbol relations = related.relations().to(lesson.query().inputs()).unary(UnaryKind.SIGMOID);
    Symbol wanted = Membership.classes(lesson.query(), shape);
    Symbol loss = lesson.query().mean(relations.minus(wanted).square());
    return new MetaObjective.Contribution(loss, lesson.gradient(lesson.sum(loss)));
  }
}
