package dev.kindling.seat;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import scala.collection.Iterator;
import scala.concurrent.Await;
import scala.concurrent.Future;
import scala.concurrent.duration.Duration;
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

  /** How many parts it computed to their end. */
  @Override
  public Integer apply(TaskContext context, Iterator<Object> ignored) {
    SparkEnv spark = SparkEnv.get();
    RpcEndpointRef driver = RpcUtils.makeDriverRef(desk, spark.conf(), spark.rpcEnv());
    Message.Report idle = Message.Report.idle(context.taskAttemptId(), context.partitionId());
    Message.Report report = idle;
    int computed = 0;
    long round = 0;
    SeatWork<?> work = null;
    while (!context.isInterrupted()) {
      Message.Order order = Message.Order.of(driver.<Object[]>askSync(report.wire(), WIRE));
      if (order.verb().equals(Message.LEAVE)) {
        return computed;
      }
      report = idle;
      if (order.verb().equals(Message.COMPUTE)) {
        if (order.round() != round) {
          work = read(spark, order.work());
          round = order.round();
        }
        Optional<byte[]> last = needed(work, order, idle, spark, driver);
        if (last.isPresent()) {
          report = idle.with(Message.LAST, order, last.get());
          computed++;
        }
      }
    }
    return computed;
  }

  /**
   * The same, but that nothing fails which is not needed: what a part is computed from, as a
   * broadcast, may be gone once another seat has done it.
   */
  private static Optional<byte[]> needed(
      SeatWork<?> work,
      Message.Order order,
      Message.Report idle,
      SparkEnv spark,
      RpcEndpointRef driver) {
    try {
      return last(work, order, idle, spark, driver);
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      Message.Report broken = idle.with(Message.BROKEN, order, new byte[0]);
      if (e instanceof CancellationException || !isOver(driver.ask(broken.wire(), ANY))) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * The last result of a part, after the others were brought; nothing once the part is not needed
   * any more. One at a time is under way, while the next is computed.
   */
  private static Optional<byte[]> last(
      SeatWork<?> work,
      Message.Order order,
      Message.Report idle,
      SparkEnv spark,
      RpcEndpointRef driver) {
    java.util.Iterator<?> results = work.part(order.part());
    byte[] result = bytes(spark, results.next());
    Future<Object> sent = Future.successful(Message.HEARD);
    while (results.hasNext()) {
      if (isOver(sent)) {
        return Optional.empty();
      }
      sent = driver.ask(idle.with(Message.PIECE, order, result).wire(), ANY);
      result = bytes(spark, results.next());
    }
    return isOver(sent) ? Optional.empty() : Optional.of(result);
  }

  /** What does not arrive fails by itself, as any question on Spark's wires. */
  private static boolean isOver(Future<Object> sent) {
    try {
      return Await.result(sent, Duration.Inf()).equals(Message.OVER);
    } catch (InterruptedException e) {
      throw new CancellationException("Spark ends this task");
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
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
