package dev.kindling.cluster;

import dev.kindling.fault.Fault;
import dev.kindling.runner.MemoryNeed;
import dev.kindling.runner.ProcessRoom;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.serializer.KryoSerializer;
import scala.Tuple2;

/** What this program asks of Spark. The user's own settings stay, except for the serializer. */
public final class SparkSettings {
  /** Whether Spark tasks stay from round to round; if not, each round is a job of its own. */
  static final String SEATS = "spark.kindling.seats";

  private static final String VECTORS = "jdk.incubator.vector";

  private static final Pattern MASTER =
      Pattern.compile(
          "local|local\\[(N|\\*)(, *N)?]|local-cluster\\[ *N *, *N *, *N *]"
                  .replace("N", "[1-9][0-9]{0,5}")
              + "|spark://[^:,/]+:[0-9]+(,[^:,/]+:[0-9]+)*|yarn|k8s://.+");

  private static final Pattern DEVICES = Pattern.compile("spark\\.(task|executor)\\.resource\\.");

  private static final Pattern IN_THIS_PROCESS =
      Pattern.compile("local(?:\\[(\\d+|\\*)(?:, *\\d+)?])?");

  private static final String REGISTRATORS = "spark.kryo.registrator";

  /** The small numbers bound what the driver remembers of past steps. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.kryoserializer.buffer.max", "1g",
          "spark.executorEnv.OMP_NUM_THREADS", "1",
          "spark.yarn.appMasterEnv.OMP_NUM_THREADS", "1",
          "spark.ui.showConsoleProgress", "false",
          "spark.ui.retainedJobs", "20",
          "spark.ui.retainedStages", "20",
          "spark.ui.retainedTasks", "2000",
          "spark.ui.retainedDeadExecutors", "20",
          "spark.hadoop.yarn.resourcemanager.connect.max-wait.ms", "60000");

  private SparkSettings() {}

  /** Hadoop's settings as Spark has them, with {@code spark.hadoop.*}: they say where files lie. */
  public static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /** Whether Spark is asked to give each task a GPU. */
  public static boolean giveGpus() {
    return new SparkConf().contains("spark.task.resource.gpu.amount");
  }

  /**
   * Refuses what this process or its executors have no memory for, before anything is begun.
   *
   * @param here what this process has
   */
  public static void requireRoom(Optional<String> master, MemoryNeed need, ProcessRoom here) {
    SparkConf conf = of(new SparkConf(), "check", master, Optional.empty());
    Matcher local = IN_THIS_PROCESS.matcher(conf.get("spark.master"));
    if (local.matches()) {
      here.requireThreads(need, threads(Optional.ofNullable(local.group(1))));
      return;
    }
    here.requireHeap(need);
    ExecutorRoom.of(conf).require(need, here.machine());
  }

  private static int threads(Optional<String> written) {
    int processors = Runtime.getRuntime().availableProcessors();
    return written
        .map(threads -> threads.equals("*") ? processors : Integer.parseInt(threads))
        .orElse(1);
  }

  /** Refuses a master that is none, before anything is begun. */
  public static void requireMaster(Optional<String> master) {
    of("check", master);
  }

  static SparkConf of(String name, Optional<String> master) {
    SparkConf conf = of(new SparkConf(), name, master, applicationJar());
    bringPlugIns(PlugIns.jars(), conf);
    return conf;
  }

  /**
   * @param conf what spark-submit and system properties say
   */
  static SparkConf of(SparkConf conf, String name, Optional<String> master, Optional<Path> jar) {
    boolean submitted = conf.contains("spark.master");
    if (!submitted) {
      // Whoever submits sees to Spark's page, too; here it would take a port and a second.
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    conf.setIfMissing("spark.app.name", "kindling " + name);
    master.ifPresent(conf::setMaster);
    conf.setIfMissing("spark.master", "local[*]");
    requireMaster(conf.get("spark.master"));
    conf.set("spark.serializer", KryoSerializer.class.getName());
    DEFAULTS.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.kryo.registrationRequired", "true");
    register(WireTypes.class.getName(), conf);
    if (Nd4jArrays.canCross()) {
      register(Nd4jArrays.class.getName(), conf);
    }
    letExecutorsUseVectors(conf);
    takeWhatLocalClusterNames(conf);
    if (conf.get("spark.master").startsWith("local")) {
      stayOnThisMachine(conf);
    }
    jar.ifPresent(file -> bring(file, conf));
    return conf;
  }

  /** Behind the user's own: Kryo numbers classes in this order, on the driver and on executors. */
  private static void register(String registrator, SparkConf conf) {
    if (!List.of(conf.get(REGISTRATORS, "").split(",")).contains(registrator)) {
      append(conf, REGISTRATORS, ",", registrator);
    }
  }

  /**
   * Executors on this machine read the jar, and the rest of this process's class path, where it
   * lies: a copy for each executor would stay behind.
   */
  private static void bring(Path jar, SparkConf conf) {
    String master = conf.get("spark.master");
    if (master.startsWith("local-cluster")) {
      String classPath = jar + File.pathSeparator + System.getProperty("java.class.path");
      conf.setIfMissing("spark.executor.extraClassPath", classPath);
    } else if (!master.startsWith("local")) {
      conf.setIfMissing("spark.jars", jar.toUri().toString());
    }
  }

  /** Executors get them as they get the program, behind whatever the user's settings name. */
  static void bringPlugIns(List<Path> jars, SparkConf conf) {
    String master = conf.get("spark.master");
    if (master.startsWith("local-cluster")) {
      jars.forEach(
          jar -> append(conf, "spark.executor.extraClassPath", File.pathSeparator, jar.toString()));
    } else if (!master.startsWith("local")) {
      jars.forEach(jar -> append(conf, "spark.jars", ",", jar.toUri().toString()));
    }
  }

  private static void append(SparkConf conf, String setting, String separator, String added) {
    String before = conf.get(setting, "");
    conf.set(setting, before.isEmpty() ? added : before + separator + added);
  }

  private static void requireMaster(String master) {
    if (!MASTER.matcher(master).matches()) {
      throw Fault.usage(
          "the master must be local[N], local[*], local-cluster[N,cores,memory], spark://host:port,"
              + " yarn or k8s://url but is "
              + master);
    }
  }

  private static void letExecutorsUseVectors(SparkConf conf) {
    String options = conf.get("spark.executor.extraJavaOptions", "");
    String all = options + conf.get("spark.executor.defaultJavaOptions", "");
    if (!all.contains(VECTORS)) {
      String added = options + " --add-modules=" + VECTORS;
      conf.set("spark.executor.extraJavaOptions", added.strip());
    }
  }

  /** Spark would give an executor 1 GB of whatever is named, and fail where it is less. */
  private static void takeWhatLocalClusterNames(SparkConf conf) {
    Matcher cluster = ExecutorRoom.LOCAL_CLUSTER.matcher(conf.get("spark.master"));
    if (cluster.matches()) {
      conf.setIfMissing(ExecutorRoom.HEAP, cluster.group(3) + "m");
    }
  }

  private static void stayOnThisMachine(SparkConf conf) {
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    boolean oneProcess = !conf.get("spark.master").startsWith("local-cluster");
    for (Tuple2<String, String> setting : conf.getAll()) {
      if (oneProcess && DEVICES.matcher(setting._1()).lookingAt()) {
        throw Fault.usage(
            "%s is set but %s has no such resources and would wait for them without end; unset it"
                    .formatted(setting._1(), conf.get("spark.master"))
                + " or use a cluster");
      }
    }
  }

  /** The jar that this program runs from, which executors elsewhere need too. */
  private static Optional<Path> applicationJar() {
    CodeSource source = SparkSettings.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
