/**
 * What the inputs of a model mean. A raw example comes in: a row of a table, an image, a row of
 * numbers; out come the features that a model learned from, to the last bit. An {@link
 * dev.kindling.form.InputForm} refers to no store, so it goes wherever its model goes.
 */
package dev.kindling.form;
