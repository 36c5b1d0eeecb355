/** The YAML tab's text, kept beside the document for as long as the editor is open. Pure. */
import type { EditorStore } from "@/components/dashboard/editor/editor-store";
import type { NamedDataset } from "@/lib/dashboards/name-check";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { keepSame } from "@/lib/editor/keep-same";
import { type ReadText, readText } from "@/lib/editor/read-text";

export interface YamlText {
  text: string;
  /** The document that the text was last the same as, or was written beside. */
  beside: DashboardSpec;
  /** What of the text is wrong, as it was read last. */
  read: ReadText;
}

/** One an editor: the tab comes and goes. */
const kept = new WeakMap<EditorStore, YamlText>();

export interface YamlStart {
  /** The YAML the document was last written as. */
  source?: string | null | undefined;
  /** What is stored of a broken document, instead of what of it works. */
  raw?: string | null | undefined;
  datasets?: readonly NamedDataset[] | undefined;
}

const fresh = (text: string, beside: DashboardSpec, datasets: YamlStart["datasets"]): YamlText => ({
  text,
  beside,
  read: readText(text, beside, datasets),
});

/**
 * The text to show: as it was left, rewritten where the document has changed by other hands. A text that is not right yet stays as it
 * is: rewriting it would lose what is being written.
 */
export function textFor(store: EditorStore, present: DashboardSpec, start: YamlStart): YamlText {
  const known = kept.get(store);
  const text = !known
    ? fresh(start.raw ?? writeYaml(present, start.source), present, start.datasets)
    : known.beside === present || known.read.spec === null
      ? known
      : fresh(writeYaml(present, known.text), present, start.datasets);
  kept.set(store, text);
  return text;
}

/** Keeps a text as it is written, right or wrong, without its being read yet. */
export function keepText(store: EditorStore, text: string): void {
  const known = kept.get(store);
  if (known) kept.set(store, { ...known, text });
}

/** Reads the text that is kept; one that is right becomes the document. @returns what it came to */
export function applyText(store: EditorStore, datasets: YamlStart["datasets"]): YamlText | undefined {
  const known = kept.get(store);
  if (!known) return undefined;
  const present = store.getState().history.present;
  const read = readText(known.text, present, datasets);
  // Before the document changes: whoever hears of it compares with what is kept.
  const next = read.spec && keepSame(present, read.spec);
  const applied: YamlText = { text: known.text, beside: next ?? known.beside, read };
  kept.set(store, applied);
  if (next) store.getState().change("yaml", () => next, "yaml");
  return applied;
}

/** Leaves the text aside for the document as it stands. */
export function dropText(store: EditorStore, datasets: YamlStart["datasets"]): void {
  const known = kept.get(store);
  const present = store.getState().history.present;
  if (known) kept.set(store, fresh(writeYaml(present, known.text), present, datasets));
}

/** The text that is kept of an editor, where its tab was open: what a draft stores beside the document. */
export const keptText = (store: EditorStore): string | undefined => kept.get(store)?.text;

/** Whether the tab was open, and its text stands for the document: what was broken in it is mended. */
export const hasRightText = (store: EditorStore): boolean => kept.get(store)?.read.spec != null;
