/**
 * Whether an engine computes what it should on the machine it runs on. An {@link
 * dev.kindling.engine.Engine} comes in. {@link dev.kindling.check.Finding}s go out, from {@link
 * dev.kindling.check.EngineCheck}: it compares each operation and each meta-gradient with the
 * reference, and the reference's own gradients with differences.
 */
package dev.kindling.check;
