package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that a configuration names from where it was started is found from anywhere. */
@LaunchesProcesses
class OtherDirectoryTest {
  private static final int USAGE = 2;

  @TempDir private Path directory;

  @Test
  void aRunIsJudgedAndGoesOnFromAnotherDirectory() throws IOException {
    Path here = Files.createDirectory(directory.resolve("here"));
    Path there = Files.createDirectory(directory.resolve("there"));
    importStore(here);
    String run = directory.resolve("run").toString();

    JsonNode trained =
        Launch.in(here).run("train", file("store"), "--output", run).succeeded().json();
    JsonNode judged = Launch.in(there).run("evaluate", run, "--json").succeeded().json();

    assertThat(judged.required("trained"))
        .isEqualTo(trained.required("best").required("evaluation").required("trained"));
    String[] resume = {"train", file("../here/store"), "--output", run, "--resume"};
    assertThat(Launch.in(there).run(resume).succeeded().json().required("last").get("theta_sha256"))
        .isEqualTo(trained.required("last").required("theta_sha256"));
    Launch.in(there)
        .run("train", file("store"), "--output", run, "--resume")
        .refused(
            USAGE,
            "tasks.uri was file:%s and is file:%s; undo that"
                .formatted(here.resolve("store"), there.resolve("store")));
  }

  private String file(String uri) throws IOException {
    String yaml =
        """
        tasks: {kind: episodes, uri: %s, ways: 2, shots: 1, queries: 1}
        model: {hidden: [4]}
        training: {steps: 2, tasks-per-step: 2, tasks-per-shard: 2}
        evaluation: {episodes: 4, steps: 1}
        """
            .formatted(uri);
    return Files.writeString(directory.resolve("run.yaml"), yaml).toString();
  }

  private static void importStore(Path here) throws IOException {
    for (int i = 0; i < 12; i++) {
      Path folder = Files.createDirectories(here.resolve("images/class" + i));
      for (int k = 0; k < 3; k++) {
        var image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(i % 4, k, 0x020304 * (20 + i));
        ImageIO.write(image, "png", folder.resolve(k + ".png").toFile());
      }
    }
    Launch.in(here)
        .run("import", "images", "images", "--store=store", "--size=4x4", "--split=0.4,0.3,0.3")
        .succeeded();
  }
}
