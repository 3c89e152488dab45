/**
 * Folders and archives of images. Paths go into an {@link dev.kindling.image.ImageImport}, with the
 * {@link dev.kindling.image.Picture} that is to be made of each image; out comes a version of a
 * store. A {@link dev.kindling.image.ContactSheet} shows an episode of one.
 */
package dev.kindling.image;
