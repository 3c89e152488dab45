/**
 * Reverse-mode differentiation. A scalar symbol and the symbols to differentiate by come in.
 * Symbols of the same trace go out, from {@link dev.kindling.differentiate.Gradient}. They can be
 * differentiated again: the second order needs no code of its own, and {@link
 * dev.kindling.differentiate.HessianVectorProduct} is two gradients, {@link
 * dev.kindling.differentiate.GaussNewtonProduct} a few more.
 */
package dev.kindling.differentiate;
