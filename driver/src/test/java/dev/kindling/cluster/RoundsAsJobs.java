package dev.kindling.cluster;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Clusters that a test connects to make each round a job of its own: no task stays. */
final class RoundsAsJobs implements BeforeEachCallback, AfterEachCallback {

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setProperty(SparkSettings.SEATS, "false");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.clearProperty(SparkSettings.SEATS);
  }
}
