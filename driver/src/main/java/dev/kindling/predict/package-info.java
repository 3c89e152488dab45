/**
 * New tasks for a trained model. Files of raw examples come in, each named by an {@link
 * dev.kindling.predict.ExamplePlace}; a {@link dev.kindling.predict.TaskReading} makes of them what
 * the model takes, and {@link dev.kindling.predict.Predictions} tell what it says of each of them.
 * Nothing here starts Spark.
 */
package dev.kindling.predict;
