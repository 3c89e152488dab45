package dev.kindling.seat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Spark tasks that stay, seen from the driver. One thread at a time may run work. The tasks hold
 * their cores until this is closed.
 */
public final class Seats implements AutoCloseable {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

  /** Shorter than any time after which Spark gives up waiting for an answer. */
  private static final long STAY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long LOOK_MILLIS = 250;

  /**
   * Work that was done.
   *
   * @param results of all parts, in order
   * @param idleNanos added up over all seats that had parts, how long one had nothing left to do
   *     while another still computed, or was at what another brought first
   */
  public record Done<R>(List<R> results, long idleNanos) {
    public Done {
      results = List.copyOf(results);
    }
  }

  /** A seat that waits for something to do. */
  private record Waiting(int own, RpcCallContext answer, long sinceNanos) {}

  /** Work that is under way. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Round(long number, byte[] work, Allotment parts) {}

  private final SparkContext context;
  private final SparkEnv spark;
  private final SparkListener ends;
  private final RpcEndpointRef desk;
  private final SeatJob job;
  private final Thread clock;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

  /** Who sits where. */
  private final Map<Integer, Long> seated = new HashMap<>();

  /** What one of them asked last may arrive after the news that it is gone. */
  private final Set<Long> gone = new HashSet<>();

  private Round round;
  private long rounds;
  private Exception failure;
  private boolean closed;

  private Seats(SparkContext context, int count) {
    String name = "kindling-seats-" + System.nanoTime();
    this.spark = context.env();
    this.desk = spark.rpcEnv().setupEndpoint(name, new SeatDesk(spark.rpcEnv(), this::hear));
    this.job = new SeatJob(context, new SeatTask(name), count, this::fail);
    this.clock = new Thread(this::look, "kindling-seats-clock");
    this.context = context;
    this.ends =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            lose(end.taskInfo().taskId());
          }
        };
  }

  /**
   * Asks Spark for tasks that stay.
   *
   * @param count how many; work goes on with those that Spark has room for
   * @param phase the group of the job on Spark's page
   * @param description of the job there
   */
  public static Seats take(SparkContext spark, int count, String phase, String description) {
    var seats = new Seats(spark, count);
    spark.addSparkListener(seats.ends);
    seats.job.start(phase, description);
    seats.clock.setDaemon(true);
    seats.clock.start();
    return seats;
  }

  /** Computes all parts. */
  public <R> Done<R> run(SeatWork<R> work, int parts) throws Exception {
    ByteBuffer buffer = spark.closureSerializer().newInstance().serialize(work, ANY);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    var allotment = new Allotment(parts);
    @SuppressWarnings("unchecked") // they are what the work makes of its parts
    List<R> results = (List<R>) results(allotment, bytes);
    return new Done<>(results, allotment.idleNanos());
  }

  private synchronized List<Object> results(Allotment parts, byte[] work) throws Exception {
    round = new Round(++rounds, work, parts);
    parts.expect(late(parts.count()), System.nanoTime());
    offer();
    try {
      while (!parts.areDone()) {
        if (failure != null) {
          throw failure;
        }
        wait();
      }
      return parts.results();
    } finally {
      round = null;
    }
  }

  /** Seats that would have parts if they were not at work which is over. */
  private List<Long> late(int parts) {
    return seated.values().stream()
        .filter(seat -> !waiting.containsKey(seat) && !gone.contains(seat))
        .limit(Math.max(0, parts - waiting.size()))
        .toList();
  }

  /** Now and then, since seats that wait must be answered, and a part can become late. */
  private synchronized void look() {
    try {
      while (!closed) {
        offer();
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(new ExecutionException(e));
    }
  }

  /** To whoever waits, what there is to do; whoever waited long is told to go on waiting. */
  private void offer() {
    long now = System.nanoTime();
    for (Map.Entry<Long, Waiting> entry : new ArrayList<>(waiting.entrySet())) {
      Waiting seat = entry.getValue();
      OptionalInt part =
          round == null ? OptionalInt.empty() : round.parts().take(entry.getKey(), seat.own(), now);
      if (part.isPresent()) {
        answer(entry.getKey(), order(part.getAsInt()));
      } else if (now - seat.sinceNanos() > STAY_NANOS) {
        answer(entry.getKey(), Message.Order.of(Message.STAY));
      }
    }
  }

  private Message.Order order(int part) {
    return new Message.Order(Message.COMPUTE, round.number(), part, round.work());
  }

  private void answer(long seat, Message.Order order) {
    waiting.remove(seat).answer().reply(order.wire());
  }

  private void hear(Message.Report report, RpcCallContext answer) {
    switch (report.verb()) {
      case Message.PIECE -> answer.reply(piece(report) ? Message.HEARD : Message.OVER);
      case Message.BROKEN -> answer.reply(isNeeded(report) ? Message.HEARD : Message.OVER);
      case Message.LAST -> seat(report, answer, last(report));
      default -> seat(report, answer, now -> {});
    }
  }

  /** Whether more of its part is needed. What is not needed is not even read. */
  private boolean piece(Message.Report report) {
    if (!isNeeded(report)) {
      return false;
    }
    bring(report, read(report.result()));
    return true;
  }

  private LongConsumer last(Message.Report report) {
    if (!isNeeded(report)) {
      return now -> {};
    }
    Object result = read(report.result());
    return now -> finish(report, result, now);
  }

  private Object read(byte[] result) {
    return spark.serializer().newInstance().deserialize(ByteBuffer.wrap(result), ANY);
  }

  private synchronized void bring(Message.Report report, Object result) {
    if (isNeeded(report)) {
      round.parts().bring(report.seat(), report.part(), result);
    }
  }

  private void finish(Message.Report report, Object result, long now) {
    if (isNeeded(report)) {
      round.parts().finish(report.seat(), report.part(), result, now);
      job.progressed();
    }
  }

  private synchronized boolean isNeeded(Message.Report report) {
    return round != null
        && report.round() == round.number()
        && round.parts().needs(report.seat(), report.part());
  }

  /**
   * From now on a seat waits, after what it brings was taken. One that is gone, as in an executor
   * that was given up and answers again, must not take the place of the one that came for it.
   */
  private synchronized void seat(
      Message.Report report, RpcCallContext answer, LongConsumer taking) {
    long now = System.nanoTime();
    long seat = report.seat();
    if (closed || gone.contains(seat)) {
      answer.reply(Message.Order.of(Message.LEAVE).wire());
      return;
    }
    Long before = seated.put(report.own(), seat);
    if (before != null && before != seat) {
      forget(before);
    }
    waiting.put(seat, new Waiting(report.own(), answer, now));
    taking.accept(now);
    if (round != null && round.parts().areDone()) {
      notifyAll();
    } else {
      offer();
    }
  }

  private synchronized void lose(long seat) {
    gone.add(seat);
    forget(seat);
  }

  /** What it had others may take. */
  private void forget(long seat) {
    waiting.remove(seat);
    if (round != null) {
      round.parts().lose(seat);
      offer();
    }
  }

  private synchronized void fail(Exception thrown) {
    failure = thrown;
    notifyAll();
  }

  /** Where seats ask. */
  RpcEndpointRef desk() {
    return desk;
  }

  /** The numbers that Spark gave the tasks which the work at hand waits for. */
  public synchronized Set<Long> awaited() {
    return round == null ? Set.of() : round.parts().holders();
  }

  /** Lets the tasks go. One that does not come back keeps its core until Spark misses it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
      for (long seat : new ArrayList<>(waiting.keySet())) {
        answer(seat, Message.Order.of(Message.LEAVE));
      }
    }
    job.close();
    context.removeSparkListener(ends);
    spark.rpcEnv().stop(desk);
  }
}
