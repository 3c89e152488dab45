/**
 * Files on any Hadoop file system, of stores and of checkpoints. A {@link
 * dev.kindling.storage.Directory} names where they lie and does with them what must happen whole or
 * not at all. Records are read by position: {@link dev.kindling.storage.RecordFileWriter} writes
 * them and says in a {@link dev.kindling.storage.RecordFileFacts} what they must be; {@link
 * dev.kindling.storage.RecordFile} gives back a record for its ordinal, by way of a {@link
 * dev.kindling.storage.BlockCache}, or a {@link dev.kindling.storage.DamageException}. {@link
 * dev.kindling.storage.JsonFields} reads the JSON that goes with files, {@link
 * dev.kindling.storage.Seal} and {@link dev.kindling.storage.Sha256} tell that it is whole. A
 * {@link dev.kindling.storage.FileTree} lists files to read. {@link
 * dev.kindling.storage.FileTrouble} says what kind of trouble a file system is in, and a {@link
 * dev.kindling.storage.FileAdvice} makes a fault of it.
 */
package dev.kindling.storage;
