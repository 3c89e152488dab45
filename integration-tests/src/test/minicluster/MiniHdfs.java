import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;

/**
 * An HDFS of a name node and some data nodes in this process. Arguments: a directory, the number of
 * data nodes, and a file that is to hold its URI once it is up. On standard input, a line with a
 * number kills that data node, {@code safe} and {@code unsafe} turn safe mode on and off,
 * {@code down} and {@code up} stop and start the name node, and {@code all} starts every data node
 * again that was killed; the end of the input ends it all.
 */
final class MiniHdfs {

  private static final Deque<DataNodeProperties> KILLED = new ArrayDeque<>();

  private MiniHdfs() {}

  public static void main(String[] arguments) {
    // Its threads would keep a failed process alive.
    try {
      run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Path.of(arguments[2]));
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void run(Path directory, int dataNodes, Path ready) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
    configuration.set("dfs.replication", "2");
    configuration.set("dfs.permissions.enabled", "false");
    configuration.set("dfs.namenode.fs-limits.min-block-size", "1024");
    // Their loggers are of a library that is not here.
    configuration.set("dfs.namenode.metrics.logger.period.seconds", "0");
    configuration.set("dfs.datanode.metrics.logger.period.seconds", "0");
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(dataNodes).build();
    cluster.waitActive();
    Path aside = ready.resolveSibling(ready.getFileName() + ".aside");
    Files.writeString(aside, cluster.getURI().toString());
    Files.move(aside, ready);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      obey(cluster, line.strip());
    }
  }

  private static void obey(MiniDFSCluster cluster, String line) throws Exception {
    switch (line) {
      case "safe" -> cluster.getFileSystem().setSafeMode(SafeModeAction.SAFEMODE_ENTER);
      case "unsafe" -> cluster.getFileSystem().setSafeMode(SafeModeAction.SAFEMODE_LEAVE);
      case "down" -> cluster.shutdownNameNode(0);
      case "up" -> cluster.restartNameNode(0, true);
      case "all" -> startKilled(cluster);
      default -> KILLED.push(cluster.stopDataNode(Integer.parseInt(line)));
    }
    System.out.println("did " + line);
  }

  private static void startKilled(MiniDFSCluster cluster) throws Exception {
    while (!KILLED.isEmpty()) {
      cluster.restartDataNode(KILLED.pop(), true);
    }
    cluster.waitActive();
  }
}
