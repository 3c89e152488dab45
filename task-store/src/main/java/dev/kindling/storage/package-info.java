/**
 * Files of records on any Hadoop file system, read by position. A {@link
 * dev.kindling.storage.Directory} names where they lie; {@link
 * dev.kindling.storage.RecordFileWriter} writes them and says in a {@link
 * dev.kindling.storage.RecordFileFacts} what they must be; {@link dev.kindling.storage.RecordFile}
 * gives back a record for its ordinal, by way of a {@link dev.kindling.storage.BlockCache}, or a
 * {@link dev.kindling.storage.DamageException}. {@link dev.kindling.storage.JsonFields} and {@link
 * dev.kindling.storage.Sha256} read and seal the JSON that goes with files, of checkpoints too. A
 * {@link dev.kindling.storage.FileTree} lists files to read; {@link
 * dev.kindling.storage.FileTrouble} says what kind of trouble a file system is in.
 */
package dev.kindling.storage;
