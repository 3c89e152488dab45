/**
 * Folders and archives of images. Paths come into an {@link dev.kindling.image.ImageImport}, with
 * the {@link dev.kindling.image.Picture} that each image becomes; a version of a store goes out. A
 * {@link dev.kindling.image.ContactSheet} shows an episode of one. A {@link
 * dev.kindling.image.ImageFolder} holds the images of one new task, of which {@link
 * dev.kindling.image.ImageFeatures} makes what a model takes.
 */
package dev.kindling.image;
