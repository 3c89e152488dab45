/**
 * Reverse-mode differentiation. In come a scalar symbol and the symbols to differentiate by; out go
 * symbols of the same trace, from {@link dev.kindling.differentiate.Gradient}, which can be
 * differentiated again: the second order needs no code of its own, and {@link
 * dev.kindling.differentiate.HessianVectorProduct} is two gradients.
 */
package dev.kindling.differentiate;
