/**
 * Whether an engine computes what it should on the machine it stands on. In comes an {@link
 * dev.kindling.engine.Engine}; out go {@link dev.kindling.check.Finding}s from {@link
 * dev.kindling.check.EngineCheck}: each operation and each meta-gradient against the reference, and
 * the reference's own gradients against differences.
 */
package dev.kindling.check;
