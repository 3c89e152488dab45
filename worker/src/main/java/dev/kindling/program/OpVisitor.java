package dev.kindling.program;

/** One method for each operation: a new one is a compile error in every place that must know it. */
public interface OpVisitor<R> {
  R input(Op.Input op);

  R constant(Op.Constant op);

  R unary(Op.Unary op);

  R binary(Op.Binary op);

  R compare(Op.Compare op);

  R select(Op.Select op);

  R reduce(Op.Reduce op);

  R broadcast(Op.Broadcast op);

  R reshape(Op.Reshape op);

  R transpose(Op.Transpose op);

  R matMul(Op.MatMul op);

  R range(Op.Range op);

  R convolution(Convolution.Forward op);

  R convolutionToImages(Convolution.ToImages op);

  R convolutionToKernels(Convolution.ToKernels op);

  R slice(Movement.Slice op);

  R pad(Movement.Pad op);

  R gather(Lookup.Gather op);

  R scatterAdd(Lookup.ScatterAdd op);

  R solve(Solve op);

  R random(Random op);

  R stopGradient(Op.StopGradient op);

  R keep(Op.Keep op);

  R fused(Op.Fused op);

  R result(Op.Result op);
}
