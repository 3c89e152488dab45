package dev.kindling.seat;

import java.util.function.BiConsumer;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpoint;
import org.apache.spark.rpc.RpcEnv;
import scala.Function1;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/** Where the driver is asked. Several threads of Spark's bring what seats say. */
final class SeatDesk implements RpcEndpoint {
  private final RpcEnv wires;
  private final BiConsumer<Message.Report, RpcCallContext> listener;

  /**
   * @param listener is told what seats say, and answers now or later
   */
  SeatDesk(RpcEnv wires, BiConsumer<Message.Report, RpcCallContext> listener) {
    this.wires = wires;
    this.listener = listener;
  }

  @Override
  public RpcEnv rpcEnv() {
    return wires;
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(Object message) {
        return message instanceof Object[];
      }

      @Override
      public <A, B> B applyOrElse(A message, Function1<A, B> otherwise) {
        if (!isDefinedAt(message)) {
          return otherwise.apply(message);
        }
        listener.accept(Message.Report.of((Object[]) message), context);
        @SuppressWarnings("unchecked") // the function's result is a unit
        B nothing = (B) BoxedUnit.UNIT;
        return nothing;
      }
    };
  }
}
