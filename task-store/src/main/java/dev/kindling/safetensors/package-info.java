/**
 * Files of tensors as <a href="https://github.com/huggingface/safetensors">safetensors</a> has
 * them, in the one form that Kindling writes and takes. Names, shapes and a description come in and
 * go out as a {@link dev.kindling.safetensors.SafetensorsHeader}; numbers go through {@link
 * dev.kindling.safetensors.FloatStream}. Where the bytes lie is for others to say.
 */
package dev.kindling.safetensors;
