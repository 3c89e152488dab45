package dev.kindling.learner.metric;

import dev.kindling.layer.Linear;
import dev.kindling.layer.Lstm;
import dev.kindling.layer.Parts;
import dev.kindling.learn.Batch;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Full-context embedding (Vinyals et al. 2016, appendix A). With the network's features z, a
 * support example gets what an LSTM says of it going through the support set forwards, and another
 * backwards,
 *
 * <pre>
 *   g(x_i) = z_i + forward_i + backward_i,
 * </pre>
 *
 * and a query example reads the support set K times:
 *
 * <pre>
 *   r = sum_i softmax_i(h . g(x_i)) g(x_i)
 *   h', c' = LSTM(z, [h, r], c),   h = h' + z
 * </pre>
 *
 * It starts from h, r and c of 0. The order of the support examples matters to g, as in the paper.
 */
final class FullContext implements Part {
  static final String GROUP = "context";
  private static final String FORWARD = "forward";
  private static final String BACKWARD = "backward";
  private static final String READING = "reading";

  private final int width;
  private final int reads;

  FullContext(int width, int reads) {
    this.width = width;
    this.reads = reads;
  }

  @Override
  public ParameterLayout parameters() {
    return uniform().parameters();
  }

  @Override
  public float[] initialise(Key key) {
    return uniform().initialise(key);
  }

  private Uniform uniform() {
    int gates = Math.multiplyExact(Lstm.GATES, width);
    var layout = new ParameterLayout.Builder();
    for (String lstm : new String[] {FORWARD, BACKWARD, READING}) {
      layout.add(lstm + ".weight", Shape.of(width, gates));
      layout.add(lstm + ".bias", Shape.of(gates));
      layout.add(lstm + ".recurrent", Shape.of(width, gates));
    }
    layout.add(READING + ".memory", Shape.of(width, gates));
    return Uniform.of(layout, width);
  }

  /** g of the support examples, {@code [tasks, examples, width]}. */
  Symbol support(Symbols theta, Symbol features, Batch support) {
    Symbols context = theta.group(GROUP);
    int n = features.shape().dimension(1);
    Symbol[] forward = new Symbol[n];
    Symbol[] backward = new Symbol[n];
    Lstm.State ahead = zero(features, 1);
    Lstm.State back = zero(features, 1);
    for (int i = 0; i < n; i++) {
      ahead = step(context.group(FORWARD), ahead, features, support, i);
      forward[i] = ahead.hidden();
      back = step(context.group(BACKWARD), back, features, support, n - 1 - i);
      backward[n - 1 - i] = back.hidden();
    }
    return features.plus(Parts.concat(1, forward)).plus(Parts.concat(1, backward));
  }

  /** The state after example i; one of weight 0 leaves it as it was. */
  private static Lstm.State step(
      Symbols lstm, Lstm.State state, Symbol features, Batch support, int i) {
    Symbol example = Parts.slice(features, 1, i, 1);
    Symbol input = Linear.dense(example, lstm.get("weight"), lstm.get("bias"));
    Lstm.State next = Lstm.step(input, state, lstm.get("recurrent"));
    Symbol weight = Parts.at(support.weights(), 1, i);
    Symbol counts = weight.greaterThan(0).broadcast(state.cell().shape(), 1, 2);
    return new Lstm.State(
        counts.select(next.hidden(), state.hidden()), counts.select(next.cell(), state.cell()));
  }

  /** f of the query examples, {@code [tasks, examples, width]}, which read g of the support. */
  Symbol query(Symbols theta, Symbol features, Symbol memory, Batch support) {
    Symbols lstm = theta.group(GROUP).group(READING);
    Symbol input = Linear.dense(features, lstm.get("weight"), lstm.get("bias"));
    Lstm.State state = zero(features, features.shape().dimension(1));
    Symbol read = state.hidden();
    for (int k = 0; k < reads; k++) {
      Symbol more = input.plus(read.matMul(lstm.get("memory")));
      Lstm.State next = Lstm.step(more, state, lstm.get("recurrent"));
      state = new Lstm.State(next.hidden().plus(features), next.cell());
      if (k < reads - 1) {
        Symbol scores = Nearness.inner(state.hidden(), memory);
        read = NearnessShares.shares(scores, support).matMul(memory);
      }
    }
    return state.hidden();
  }

  private Lstm.State zero(Symbol features, int examples) {
    int tasks = features.shape().dimension(0);
    return Lstm.State.zero(features.trace(), Shape.of(tasks, examples, width));
  }
}
