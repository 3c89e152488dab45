/**
 * What settings mean. A record of settings comes in, its components annotated with a {@link
 * dev.kindling.meaning.Meaning} and with which values they take; out of that the reference, the
 * JSON Schema and the comments of a first configuration are made.
 */
package dev.kindling.meaning;
