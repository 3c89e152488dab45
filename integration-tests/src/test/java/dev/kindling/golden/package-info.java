/**
 * Meta-gradients against PyTorch. In come JSON files that {@code golden.py} and {@code metric.py}
 * of {@code src/test/golden} made in double precision; out goes how far each engine is from them.
 */
package dev.kindling.golden;
