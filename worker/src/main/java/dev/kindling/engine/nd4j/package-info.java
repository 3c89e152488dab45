/**
 * The engine for ND4J, on whatever backend of it is on the class path. In comes a plan; out goes an
 * executable whose kernels are ND4J operations on views of one buffer. {@link
 * dev.kindling.engine.nd4j.Nd4jEngine} is the door; nothing else in the program knows ND4J, and
 * nothing of it is loaded before the door is opened.
 */
package dev.kindling.engine.nd4j;
