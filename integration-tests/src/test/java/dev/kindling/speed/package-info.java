/**
 * Benchmarks by JMH, of single operations and of whole meta-steps. In comes the profile {@code
 * benchmarks} of the build; out go times as text, which {@code docs/benchmarks.md} shows. No test
 * runs them and nothing depends on their outcome.
 */
package dev.kindling.speed;
