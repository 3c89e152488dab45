package dev.kindling.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

/** Tasks that stay, in a Spark of this process with room for three that may each fail twice. */
class SeatsTest {
  private static final Set<Long> MET = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicReference<CountDownLatch> HANG = new AtomicReference<>();
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);
  private static final AtomicReference<Seats> SEATS = new AtomicReference<>();
  private static final AtomicReference<List<Long>> TASKS = new AtomicReference<>();
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = spark("local[3,3]");
  }

  static JavaSparkContext spark(String master) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("seats")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Seats take(int count) {
    return Seats.take(spark.sc(), count, "test", "seats");
  }

  private static long task() {
    return TaskContext.get().taskAttemptId();
  }

  /** What a seat does before it squares the number of its part. */
  private interface Before extends Serializable {
    void part(int part);
  }

  private static SeatWork<Integer> square(Before before) {
    return part -> {
      before.part(part);
      return List.of(part * part).iterator();
    };
  }

  private static List<Integer> squares(int count) {
    return IntStream.range(0, count).mapToObj(i -> i * i).toList();
  }

  @Test
  void theSameTasksComputeRoundAfterRound() throws Exception {
    MET.clear();
    try (Seats seats = take(3)) {
      for (int round = 0; round < 200; round++) {
        int count = 1 + round % 7;
        Seats.Done<Integer> done = seats.run(square(part -> MET.add(task())), count);
        assertThat(done.results()).isEqualTo(squares(count));
      }
    }
    assertThat(MET).hasSizeBetween(1, 3);
  }

  @Test
  void moreTasksThanSparkHasRoomForDoNoHarm() throws Exception {
    try (Seats seats = take(7)) {
      assertThat(seats.run(square(part -> {}), 7).results()).isEqualTo(squares(7));
    }
    assertThat(spark.parallelize(List.of(1, 2, 3), 3).count())
        .as("the cores are free")
        .isEqualTo(3);
  }

  @Test
  void aPartThatFailsIsComputedAgain() throws Exception {
    FAILURES.set(0);
    try (Seats seats = take(2)) {
      Seats.Done<Integer> done =
          seats.run(
              square(
                  part -> {
                    if (part == 1 && FAILURES.getAndIncrement() < 2) {
                      throw new IllegalStateException("a passing trouble");
                    }
                  }),
              4);
      assertThat(done.results()).isEqualTo(squares(4));
      assertThat(FAILURES.get()).isEqualTo(3);
    }
  }

  @Test
  void aPartThatAlwaysFailsEndsTheWorkAndNotTheNext() throws Exception {
    try (Seats seats = take(2)) {
      assertThatThrownBy(
              () ->
                  seats.run(
                      square(
                          part -> {
                            throw new IllegalStateException("no part can be computed");
                          }),
                      2))
          .isInstanceOf(SparkException.class)
          .hasMessageContaining("no part can be computed");
    }
    try (Seats seats = take(2)) {
      assertThat(seats.run(square(part -> {}), 2).results()).containsExactly(0, 1);
    }
  }

  @Test
  void resultsOfAPartAreBroughtWhileItIsComputed() throws Exception {
    FAILURES.set(0);
    try (Seats seats = take(2)) {
      assertThat(seats.run(Pieces::new, 2).results().stream().map(piece -> piece.name))
          .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "1.0", "1.1", "1.2", "1.3", "1.4");
    }
    assertThat(FAILURES.get()).as("a part failed before its end").isEqualTo(2);
  }

  /** Says when the driver reads it. */
  private static final class Piece implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Set<String> READ = ConcurrentHashMap.newKeySet();

    private final String name;

    Piece(int part, int number) {
      this.name = part + "." + number;
    }

    private Object readResolve() {
      READ.add(name);
      return this;
    }
  }

  /** Computes no piece before the driver has read the one before the last. */
  private static final class Pieces implements Iterator<Piece> {
    private final int part;
    private int number;

    Pieces(int part) {
      this.part = part;
    }

    @Override
    public boolean hasNext() {
      return number < 5;
    }

    @Override
    public Piece next() {
      if (number >= 2 && !Piece.READ.contains(part + "." + (number - 2))) {
        throw new IllegalStateException(
            "piece %d of part %d comes too early".formatted(number, part));
      }
      if (part == 1 && number == 4 && FAILURES.getAndIncrement() == 0) {
        throw new IllegalStateException("a passing trouble");
      }
      return new Piece(part, number++);
    }
  }

  /** Part 1 as its first seat computes it, which others overtake at some piece. */
  private static final class Overtaken implements Iterator<Piece> {
    private static final AtomicInteger COMPUTED = new AtomicInteger();

    private final int pieces;
    private final int hangs;

    Overtaken(int pieces, int hangs) {
      this.pieces = pieces;
      this.hangs = hangs;
    }

    @Override
    public boolean hasNext() {
      return COMPUTED.get() < pieces;
    }

    @Override
    public Piece next() {
      int number = COMPUTED.getAndIncrement();
      if (number == hangs) {
        SeatsTest.await();
      }
      return new Piece(-1, number);
    }
  }

  /** How many of its pieces a seat computes that others overtake. */
  private static int computedByTheOvertaken(int pieces, int hangs) throws Exception {
    var hang = new CountDownLatch(1);
    HANG.set(hang);
    MET.clear();
    Piece.READ.clear();
    Overtaken.COMPUTED.set(0);
    SeatWork<Piece> work =
        part ->
            part == 1 && MET.add(-1L)
                ? new Overtaken(pieces, hangs)
                : List.of(new Piece(part, 0)).iterator();
    try (Seats seats = take(2)) {
      assertThat(seats.run(work, 2).results().stream().map(piece -> piece.name))
          .containsExactly("0.0", "1.0");
      hang.countDown();
      HANG.set(new CountDownLatch(2));
      seats.run(square(part -> bothAreThere()), 2);
    }
    return Overtaken.COMPUTED.get();
  }

  private static void bothAreThere() {
    HANG.get().countDown();
    await();
  }

  /** Piece 2 is late, which is said while 3 is computed; 1 may be so in a slow moment. */
  @Test
  void aTaskThatIsOvertakenDropsItsPartAndTakesAnother() throws Exception {
    assertThat(computedByTheOvertaken(50, 2)).isBetween(3, 4);
    assertThat(Piece.READ).contains("-1.0").doesNotContain("-1.2", "-1.3");
  }

  @Test
  void whatNobodyNeedsIsNotRead() throws Exception {
    assertThat(computedByTheOvertaken(1, 0)).isOne();
    assertThat(Piece.READ).containsExactlyInAnyOrder("0.0", "1.0");
  }

  /** The driver has what a seat brought once it waits for the other alone. */
  @Test
  void aSeatThatIsDoneIsIdleWhileAnotherComputes() throws Exception {
    try (Seats seats = take(2)) {
      SEATS.set(seats);
      long began = System.nanoTime();
      Seats.Done<Long> done = seats.run(part -> List.of(watched(part)).iterator(), 2);
      long lasted = System.nanoTime() - began;
      assertThat(done.results().get(1)).isZero();
      assertThat(done.idleNanos()).isGreaterThan(0).isBetween(done.results().get(0), lasted);
      assertThat(seats.run(square(part -> {}), 1).idleNanos()).as("of one part").isZero();
    }
  }

  /** A time in which the other seat has nothing to do, after each of two took a part. */
  private static long watched(int part) {
    meet();
    if (part > 0) {
      return 0;
    }
    while (!SEATS.get().awaited().equals(Set.of(task()))) {
      Thread.onSpinWait();
    }
    return lasted();
  }

  private static void meet() {
    try {
      BOTH.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("no other seat came", alone);
    }
  }

  private static long lasted() {
    long since = System.nanoTime();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    return System.nanoTime() - since;
  }

  @Test
  void aSeatThatHangsSinceAnEarlierRoundIsIdle() throws Exception {
    var hang = new CountDownLatch(1);
    HANG.set(hang);
    MET.clear();
    try (Seats seats = take(2)) {
      SeatWork<Integer> work =
          square(
              part -> {
                if (part == 1 && MET.add(-1L)) {
                  await();
                }
              });
      seats.run(work, 2);
      Seats.Done<Long> alone = seats.run(part -> List.of(lasted()).iterator(), 2);
      hang.countDown();
      assertThat(alone.idleNanos())
          .isGreaterThanOrEqualTo(alone.results().get(0) + alone.results().get(1));
    }
  }

  /** As what an executor asked that was given up, and answers again. */
  @Test
  void aTaskThatIsGoneDoesNotTakeThePlaceOfTheNext() throws Exception {
    List<Long> tasks = new CopyOnWriteArrayList<>();
    TASKS.set(tasks);
    try (Seats seats = take(1)) {
      seats.run(
          square(
              part -> {
                TASKS.get().add(task());
                if (TASKS.get().size() == 1) {
                  throw new IllegalStateException("a passing trouble");
                }
              }),
          1);
      spark.sc().listenerBus().waitUntilEmpty();
      Object[] late = Message.Report.idle(tasks.get(0), 0).wire();
      Object[] told = seats.desk().askSync(late, ClassTag$.MODULE$.apply(Object[].class));
      seats.run(square(part -> TASKS.get().add(task())), 1);

      assertThat(Message.Order.of(told).verb()).isEqualTo(Message.LEAVE);
      assertThat(tasks).hasSize(3);
      assertThat(tasks.get(2)).isEqualTo(tasks.get(1));
    }
  }

  @Test
  void nobodyWaitsForATaskThatHangs() throws Exception {
    var hang = new CountDownLatch(1);
    HANG.set(hang);
    MET.clear();
    try (Seats seats = take(3)) {
      SeatWork<Integer> work =
          square(
              part -> {
                if (part == 1 && MET.add(-1L)) {
                  await();
                }
              });
      assertThat(seats.run(work, 3).results()).isEqualTo(squares(3));
      assertThat(seats.run(work, 3).results()).as("with one seat less").isEqualTo(squares(3));
      hang.countDown();
      assertThat(seats.run(work, 3).results()).isEqualTo(squares(3));
    }
  }

  private static void await() {
    try {
      if (!HANG.get().await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("somebody waits for this task");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
