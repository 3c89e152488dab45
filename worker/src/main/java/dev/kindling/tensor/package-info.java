/**
 * Shapes: what is known of a tensor before any number is. In come dimensions, out goes {@link
 * dev.kindling.tensor.Shape}, the one type, which every other package of the worker speaks.
 */
package dev.kindling.tensor;
