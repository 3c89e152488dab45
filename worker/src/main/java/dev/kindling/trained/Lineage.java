package dev.kindling.trained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.engine.Kernels;
import dev.kindling.fault.Require;
import java.util.List;
import java.util.Optional;

/**
 * Where a model comes from. Nothing of it is needed to use the model.
 *
 * @param parent SHA-256 of the file of the model that this one began with, if there was one
 * @param stores that its tasks came from
 * @param configuration every setting of its run
 * @param trained when its checkpoint was written, ISO-8601 in UTC
 * @param written when the model was written, ISO-8601 in UTC
 */
public record Lineage(
    Optional<String> parent,
    List<StoreVersion> stores,
    JsonNode configuration,
    long seed,
    String kindlingVersion,
    String gitCommit,
    String engine,
    Kernels kernels,
    String javaVersion,
    String sparkVersion,
    String trained,
    String written) {

  /**
   * A version of a task store.
   *
   * @param store its random digits; empty if it was gone when the model was written
   * @param manifestSha256 of the file that says what the version holds; empty if it was gone
   */
  public record StoreVersion(String uri, String version, String store, String manifestSha256) {
    public StoreVersion {
      Require.notBlank("uri", uri);
      Require.notBlank("version", version);
      Require.present("store", store);
      Require.present("manifest_sha256", manifestSha256);
    }
  }

  public Lineage {
    Require.present("parent", parent);
    stores = Require.copyOf("stores", stores);
    configuration = asRead(Require.present("configuration", configuration));
    Require.present("kindlingVersion", kindlingVersion);
    Require.present("gitCommit", gitCommit);
    Require.present("engine", engine);
    Require.present("kernels", kernels);
    Require.present("javaVersion", javaVersion);
    Require.present("sparkVersion", sparkVersion);
    Require.present("trained", trained);
    Require.present("written", written);
  }

  /** A tree that was built has other nodes for the same numbers than one that was read. */
  private static JsonNode asRead(JsonNode tree) {
    try {
      return new ObjectMapper().readTree(tree.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
