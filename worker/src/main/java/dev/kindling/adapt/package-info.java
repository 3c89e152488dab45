/**
 * A trained model at work. An {@link dev.kindling.adapt.Adapter} adapts it to new tasks, each from
 * a few support examples, and gives an {@link dev.kindling.adapt.Adapted}, which answers questions
 * about the task: {@link dev.kindling.adapt.Answered}. Any thread may use them.
 *
 * <p>What is said of a task is a function of the model, its support examples and the questions that
 * are asked together, to the bit what an evaluation of the model says of them: it depends on no
 * other task, thread or process.
 */
package dev.kindling.adapt;
