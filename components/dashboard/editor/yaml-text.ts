/** The YAML tab's text, kept beside the document for as long as the editor is open. Pure. */
import type { EditorStore } from "@/components/dashboard/editor/editor-store";
import type { NamedDataset } from "@/lib/dashboards/name-check";
import type { DashboardSpec, SpecIssue } from "@/lib/dashboards/schema";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { keepSame } from "@/lib/editor/keep-same";
import { type ReadText, readText } from "@/lib/editor/read-text";

export interface YamlText {
  text: string;
  /** The document that the text was last the same as, or was written beside. */
  beside: DashboardSpec;
  /** What of the text is wrong, as it was read last. */
  read: ReadText;
  /** Whether a person wrote in it: it says more than the document, and is to be kept with it. */
  isTyped: boolean;
  /** Whether `read` is about this text, and not about what it was some keys ago. */
  isRead: boolean;
  datasets: YamlStart["datasets"];
}

/** One an editor: the tab comes and goes. */
const kept = new WeakMap<EditorStore, YamlText>();
const listeners = new WeakMap<EditorStore, Set<() => void>>();

/** Calls `listener` with every text that is written or begun with. @returns what ends that */
export function hearText(store: EditorStore, listener: () => void): () => void {
  const all = listeners.get(store) ?? new Set();
  listeners.set(store, all.add(listener));
  return () => void all.delete(listener);
}
const tell = (store: EditorStore) => {
  for (const listener of listeners.get(store) ?? []) listener();
};

export interface YamlStart {
  /** The YAML the document was last written as. */
  source?: string | null | undefined;
  /** What is stored of a broken document, instead of what of it works. */
  raw?: string | null | undefined;
  datasets?: readonly NamedDataset[] | undefined;
}

const fresh = (
  text: string,
  beside: DashboardSpec,
  datasets: YamlStart["datasets"],
  isTyped = false,
): YamlText => ({ text, beside, read: readText(text, beside, datasets), isTyped, isRead: true, datasets });

/**
 * Begins with a text that somebody wrote: as they left it where it is not right yet, else with what has changed beside it since.
 * @param text null: with none, the document as it stands is written anew
 */
export function seedText(store: EditorStore, text: string | null, datasets: YamlStart["datasets"]): void {
  if (text === null) kept.delete(store);
  else {
    const present = store.getState().history.present;
    const seed = fresh(text, present, datasets, true);
    const isBehind = seed.read.spec !== null && keepSame(present, seed.read.spec) !== present;
    kept.set(store, isBehind ? fresh(writeYaml(present, text), present, datasets, true) : seed);
  }
  tell(store);
}

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
      : fresh(writeYaml(present, known.text), present, start.datasets, known.isTyped);
  kept.set(store, text);
  return text;
}

/** Keeps a text as it is written, right or wrong, without its being read yet. */
export function keepText(store: EditorStore, text: string): void {
  const known = kept.get(store);
  if (!known) return;
  kept.set(store, { ...known, text, isTyped: true, isRead: false });
  tell(store);
}

/** Reads the text that is kept; one that is right becomes the document. @returns what it came to */
export function applyText(store: EditorStore, datasets: YamlStart["datasets"]): YamlText | undefined {
  const known = kept.get(store);
  if (!known) return undefined;
  const present = store.getState().history.present;
  const read = readText(known.text, present, datasets);
  // Before the document changes: whoever hears of it compares with what is kept.
  const next = read.spec && keepSame(present, read.spec);
  const applied: YamlText = { ...known, beside: next ?? known.beside, read, isRead: true, datasets };
  kept.set(store, applied);
  if (next) store.getState().change("yaml", () => next, "yaml");
  return applied;
}

/** Reads what was written last and not read yet: the page may go before the next pause. */
export function readPending(store: EditorStore): void {
  const known = kept.get(store);
  if (known && !known.isRead) applyText(store, known.datasets);
}

/** Leaves the text aside for the document as it stands. */
export function dropText(store: EditorStore, datasets: YamlStart["datasets"]): void {
  const known = kept.get(store);
  const present = store.getState().history.present;
  if (!known) return;
  kept.set(store, fresh(writeYaml(present, known.text), present, datasets, known.isTyped));
  tell(store);
}

/** The text that somebody wrote in an editor, null: none. What a draft stores beside the document. */
export function typedText(store: EditorStore): string | null {
  const known = kept.get(store);
  return known?.isTyped ? known.text : null;
}

/** Whether a text was written that can't stand for the document: what is published is the canvas' document, without it. */
export function isTextWrong(store: EditorStore): boolean {
  const known = kept.get(store);
  return known?.isTyped === true && known.read.spec === null;
}

/** Whether the tab was open, and its text stands for the document: what was broken in it is mended. */
export const hasRightText = (store: EditorStore): boolean => kept.get(store)?.read.spec != null;

/**
 * Whether publishing would leave out what is broken in the stored document: a widget until it is there again, anything else until
 * somebody has mended the text.
 */
export function leavesOutBroken(store: EditorStore, broken: readonly SpecIssue[]): boolean {
  const isMended = typedText(store) !== null && !isTextWrong(store);
  const there = new Set(store.getState().history.present.widgets.map(({ id }) => id));
  return broken.some(({ widgetId }) => (widgetId === undefined ? !isMended : !there.has(widgetId)));
}
