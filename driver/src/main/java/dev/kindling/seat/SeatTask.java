package dev.kindling.seat;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/** What a Spark task does that stays: it computes parts until it is told to leave. */
final class SeatTask extends AbstractFunction2<TaskContext, Iterator<Object>, Integer>
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final ClassTag<Object[]> WIRE = ClassTag$.MODULE$.apply(Object[].class);
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

  private final String desk;

  /**
   * @param desk the name under which the driver is asked
   */
  SeatTask(String desk) {
    this.desk = desk;
  }

  /** How many parts it computed. */
  @Override
  public Integer apply(TaskContext context, Iterator<Object> ignored) {
    SparkEnv spark = SparkEnv.get();
    RpcEndpointRef driver = RpcUtils.makeDriverRef(desk, spark.conf(), spark.rpcEnv());
    Message.Ready idle = Message.Ready.empty(context.taskAttemptId(), context.partitionId());
    Message.Ready ready = idle;
    int computed = 0;
    long round = 0;
    SeatWork<?> work = null;
    while (!context.isInterrupted()) {
      Message.Order order = Message.Order.of(driver.<Object[]>askSync(ready.wire(), WIRE));
      if (order.verb().equals(Message.LEAVE)) {
        return computed;
      }
      ready = idle;
      if (order.verb().equals(Message.COMPUTE)) {
        if (order.round() != round) {
          work = read(spark, order.work());
          round = order.round();
        }
        ready = idle.with(round, order.part(), bytes(spark, work.part(order.part())));
        computed++;
      }
    }
    return computed;
  }

  private static SeatWork<?> read(SparkEnv spark, byte[] work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return (SeatWork<?>)
        spark.closureSerializer().newInstance().deserialize(ByteBuffer.wrap(work), loader, ANY);
  }

  private static byte[] bytes(SparkEnv spark, Object result) {
    ByteBuffer buffer = spark.serializer().newInstance().serialize(result, ANY);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
