/**
 * What a run leaves of how it went. What training says of its steps and validations comes in; a
 * {@link dev.kindling.journal.Journal} keeps it in the run's directory, as lines of JSON that any
 * tool reads and as events for TensorBoard. Nothing of it is ever needed to go on with a run.
 */
package dev.kindling.journal;
