/**
 * Data files to try things with. A number of classes or users comes in; image files in class
 * folders, or a table of ratings, go out, drawn by the generators of tasks: {@link
 * dev.kindling.sample.CharacterImages} and {@link dev.kindling.sample.RatingsTable}.
 */
package dev.kindling.sample;
