/**
 * The configuration. A YAML file and {@code --set} overrides come in; one validated {@link
 * dev.kindling.config.Configuration} goes out, and back to YAML with every default spelled out. The
 * public doors are {@link dev.kindling.config.ConfigurationReader} and {@link
 * dev.kindling.config.ConfigurationWriter}; the records of settings hold their own defaults.
 */
package dev.kindling.config;
