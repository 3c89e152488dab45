/**
 * The CPU engine. A plan comes in. An executable goes out: oneDNN primitives for products,
 * convolutions, reductions and transcendental functions, and generated sweeps for fused arithmetic,
 * over one arena of native memory. {@link dev.kindling.engine.onednn.OneDnnEngine} is the door;
 * {@link dev.kindling.engine.onednn.SweepCode} is public for generated classes only.
 */
package dev.kindling.engine.onednn;
