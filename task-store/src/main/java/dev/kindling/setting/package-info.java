/**
 * Settings as text. YAML comes in; a record of settings goes out, and back to YAML with every
 * default spelled out. Which settings there are is for the records to say: a component is a key,
 * and a {@link dev.kindling.meaning.Family} is a section whose {@code kind} chooses among records.
 *
 * <p>To read, {@link dev.kindling.setting.WrittenSettings} with a {@link
 * dev.kindling.setting.Wording} for its messages; to write, {@link
 * dev.kindling.setting.SettingsWriter}; to tell what there is to set, {@link
 * dev.kindling.setting.DescribedKind} and {@link dev.kindling.setting.KeyPaths}. {@link
 * dev.kindling.setting.Refusal} and {@link dev.kindling.setting.Nearest} word refusals alike
 * wherever settings are taken.
 */
package dev.kindling.setting;
