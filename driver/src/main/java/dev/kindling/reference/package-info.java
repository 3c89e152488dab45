/**
 * What a user may write. The records of settings come in; a {@link
 * dev.kindling.reference.Reference} of every key goes out, as text and as a page, and a {@link
 * dev.kindling.reference.JsonSchema} for editors.
 */
package dev.kindling.reference;
