/**
 * Folders and archives of images. Paths come into an {@link dev.kindling.image.ImageImport}, with
 * the {@link dev.kindling.image.Picture} that each image becomes; a version of a store goes out. A
 * {@link dev.kindling.image.ContactSheet} shows an episode of one.
 */
package dev.kindling.image;
