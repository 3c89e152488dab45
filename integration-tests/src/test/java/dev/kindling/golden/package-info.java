/**
 * Meta-gradients against PyTorch. In come JSON files that {@code src/test/golden} makes in double
 * precision; out goes how far each engine is from them.
 */
package dev.kindling.golden;
