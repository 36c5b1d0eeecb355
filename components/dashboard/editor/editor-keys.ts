/** The editor's keyboard: what is pressed, as one text, and what the help lists. Pure. */

/** The parts of a keyboard event that count. */
export interface Chord {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

const PLACES: Readonly<Record<string, string>> = {
  BracketLeft: "[",
  BracketRight: "]",
  Equal: "=",
  Minus: "-",
  NumpadAdd: "=",
  NumpadSubtract: "-",
  Digit0: "0",
  Numpad0: "0",
};

/** `mod+shift+z`, where `mod` is ⌘ or Ctrl; null while a syllable is composed. Letters of other alphabets count by their place. */
export function chordOf({
  key,
  code,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
  isComposing,
}: Chord): string | null {
  if (isComposing || key === "Process" || key === "Dead") return null;
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const name = letter ?? PLACES[code] ?? (key === " " ? "Space" : key);
  // A layout may need Shift for a sign such as "?": then the sign is what was meant.
  const shifted = shiftKey && (letter !== undefined || PLACES[code] !== undefined || name.length > 1);
  return [
    ...(ctrlKey || metaKey ? ["mod"] : []),
    ...(altKey ? ["alt"] : []),
    ...(shifted ? ["shift"] : []),
    name,
  ].join("+");
}

/** What the help lists, in this order; `commands.editorKeys` has the words. */
export const EDITOR_KEYS = {
  part: ["F6", "⇧ F6"],
  nextWidget: ["Tab"],
  select: ["Space"],
  inside: ["Enter"],
  selectAll: ["mod+A"],
  nudge: ["← ↑ ↓ →"],
  nudgeFar: ["⇧ ← ↑ ↓ →"],
  resize: ["mod+← ↑ ↓ →"],
  undo: ["mod+Z"],
  redo: ["mod+⇧ Z"],
  copy: ["mod+C"],
  cut: ["mod+X"],
  paste: ["mod+V"],
  duplicate: ["mod+D"],
  remove: ["Del"],
  group: ["mod+G"],
  ungroup: ["mod+⇧ G"],
  lock: ["mod+⇧ L"],
  align: ["Alt A D W S"],
  order: ["[", "]"],
  zoom: ["mod++", "mod+-", "mod+0"],
} as const;
export type EditorKey = keyof typeof EDITOR_KEYS;
export const EDITOR_KEY_NAMES = Object.keys(EDITOR_KEYS) as EditorKey[];
