/**
 * The engine that runs on ND4J, with the backend that is on the class path. A plan comes in. An
 * executable goes out, whose kernels are ND4J operations on views of one buffer. {@link
 * dev.kindling.engine.nd4j.Nd4jEngine} is the door; nothing else in the program knows ND4J, and
 * ND4J is not loaded before such an engine is made.
 */
package dev.kindling.engine.nd4j;
