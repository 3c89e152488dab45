/**
 * A configuration to begin with. A store or a kind of generator comes in; a {@link
 * dev.kindling.draft.Draft} goes out, which fits its tasks, trains as it is, and says of each line
 * what it means.
 */
package dev.kindling.draft;
