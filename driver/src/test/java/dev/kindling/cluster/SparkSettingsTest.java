package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSettingsTest {

  private static SparkConf settings(SparkConf given, String master) {
    Optional<Path> jar = Optional.of(Path.of("/opt/kindling.jar"));
    return SparkSettings.of(given, "name", Optional.ofNullable(master), jar);
  }

  private static SparkConf given(String key, String value) {
    return new SparkConf(false).set(key, value);
  }

  @Test
  void sparksPageIsLeftToWhoeverSubmits() {
    SparkConf submitted = settings(given("spark.master", "yarn"), null);
    assertThat(submitted.contains("spark.ui.enabled")).isFalse();
    SparkConf own = settings(new SparkConf(false), "local[2]");
    assertThat(own.get("spark.ui.enabled")).isEqualTo("false");
  }

  @Test
  void theMasterIsAskedForThenSubmittedThenLocal() {
    assertThat(settings(given("spark.master", "yarn"), "local[3]").get("spark.master"))
        .isEqualTo("local[3]");
    assertThat(settings(given("spark.master", "yarn"), null).get("spark.master")).isEqualTo("yarn");
    assertThat(settings(new SparkConf(false), null).get("spark.master")).isEqualTo("local[*]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local[4]",
        "local[*]",
        "local[2,3]",
        "local-cluster[2,1,1024]",
        "yarn",
        "spark://a:7077,b:7077",
        "k8s://https://a:443"
      })
  void takesEveryMasterOfSpark(String master) {
    assertThat(settings(new SparkConf(false), master).get("spark.master")).isEqualTo(master);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "loca",
        "local[]",
        "local[x]",
        "local[0]",
        "local[999999999999]",
        "local-cluster[2]",
        "local-cluster[0,1,1024]",
        "spark://a",
        "http://a"
      })
  void refusesWhatIsNoMaster(String master) {
    assertThatThrownBy(() -> settings(new SparkConf(false), master))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("the master must be local[N]")
        .hasMessageEndingWith("but is " + master);
  }

  @Test
  void executorsOfALocalClusterTakeTheMemoryThatItNames() {
    SparkConf settings = settings(new SparkConf(false), "local-cluster[2, 1, 700]");
    assertThat(settings.get("spark.executor.memory")).isEqualTo("700m");
    SparkConf told = settings(given("spark.executor.memory", "600m"), "local-cluster[2,1,700]");
    assertThat(told.get("spark.executor.memory")).isEqualTo("600m");
  }

  @Test
  void executorsHaveOneThreadVectorsAndTheProgram() {
    SparkConf settings = settings(given("spark.executor.extraJavaOptions", "-Xss2m"), "yarn");
    assertThat(settings.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
    assertThat(settings.get("spark.executor.extraJavaOptions"))
        .isEqualTo("-Xss2m --add-modules=jdk.incubator.vector");
    assertThat(settings.get("spark.jars")).isEqualTo("file:///opt/kindling.jar");
  }

  @Test
  void executorsOnThisMachineReadTheProgramWhereItLies() {
    SparkConf settings = settings(new SparkConf(false), "local-cluster[2,1,1024]");
    assertThat(settings.get("spark.executor.extraClassPath"))
        .isEqualTo(
            "/opt/kindling.jar" + File.pathSeparator + System.getProperty("java.class.path"));
    assertThat(settings.contains("spark.jars")).isFalse();
    assertThat(settings(new SparkConf(false), "local[2]").contains("spark.jars")).isFalse();
  }

  @Test
  void vectorsAreNotAskedForTwice() {
    String modules = "--add-modules=jdk.incubator.vector";
    SparkConf settings = settings(given("spark.executor.defaultJavaOptions", modules), "yarn");
    assertThat(settings.contains("spark.executor.extraJavaOptions")).isFalse();
  }

  @Test
  void theUsersSettingsStayButForTheWireFormat() {
    SparkConf given =
        given("spark.ui.enabled", "true")
            .set("spark.jars", "mine.jar")
            .set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    SparkConf settings = settings(given, "yarn");
    assertThat(settings.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(settings.get("spark.jars")).isEqualTo("mine.jar");
    assertThat(settings.get("spark.serializer")).endsWith("KryoSerializer");
  }

  @Test
  void typesOfTheUsersSessionAreRegisteredBeforeOurs() {
    SparkConf own = settings(new SparkConf(false), "yarn");
    assertThat(own.get("spark.kryo.registrator")).isEqualTo(WireTypes.class.getName());
    assertThat(own.get("spark.kryo.registrationRequired")).isEqualTo("true");
    SparkConf given =
        given("spark.kryo.registrator", "a.B").set("spark.kryo.registrationRequired", "false");
    SparkConf both = settings(given, "yarn");
    assertThat(both.get("spark.kryo.registrator")).isEqualTo("a.B," + WireTypes.class.getName());
    assertThat(both.get("spark.kryo.registrationRequired")).isEqualTo("false");
    assertThat(settings(both, "yarn").get("spark.kryo.registrator"))
        .isEqualTo("a.B," + WireTypes.class.getName());
  }

  @Test
  void oneProcessHasNoDevicesToWaitFor() {
    SparkConf given = given("spark.task.resource.gpu.amount", "1");
    assertThatThrownBy(() -> settings(given, "local[2]"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("spark.task.resource.gpu.amount is set but local[2] has no such");
    assertThatThrownBy(() -> settings(given("spark.executor.resource.gpu.amount", "1"), "local"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("spark.executor.resource.gpu.amount is set but local has no such");
    assertThat(settings(given, "local-cluster[1,1,1024]").get("spark.driver.host"))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void executorsGetPlugInsBehindTheProgramAndWhatTheUserNames() {
    List<Path> plugIns = List.of(Path.of("/opt/a.jar"), Path.of("/opt/b.jar"));
    SparkConf yarn = settings(new SparkConf(false), "yarn");
    SparkSettings.bringPlugIns(plugIns, yarn);
    assertThat(yarn.get("spark.jars"))
        .isEqualTo("file:///opt/kindling.jar,file:///opt/a.jar,file:///opt/b.jar");
    SparkConf near =
        settings(given("spark.executor.extraClassPath", "/mine"), "local-cluster[2,1,1024]");
    SparkSettings.bringPlugIns(plugIns, near);
    assertThat(near.get("spark.executor.extraClassPath").split(File.pathSeparator))
        .containsExactly("/mine", "/opt/a.jar", "/opt/b.jar");
    SparkConf here = settings(new SparkConf(false), "local[2]");
    SparkSettings.bringPlugIns(plugIns, here);
    assertThat(here.contains("spark.jars")).isFalse();
  }
}
