/**
 * Meta-gradients against PyTorch. The scripts in {@code src/test/golden} write JSON files in double
 * precision; the tests here say how far each engine is from them.
 */
package dev.kindling.golden;
