/**
 * Shapes: what is known of a tensor before any number is. Dimensions come in. A {@link
 * dev.kindling.tensor.Shape} goes out, the one type, which most other packages of the worker use.
 */
package dev.kindling.tensor;
