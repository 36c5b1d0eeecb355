/** The keyboard map: what is pressed, what the help lists. Pure. */

/** Each shortcut's keys one after another; `mod` is ⌘ on a Mac, Ctrl elsewhere. The help lists them in this order. */
export const SHORTCUTS = {
  search: { keys: ["mod+k"], group: "everywhere" },
  help: { keys: ["?"], group: "everywhere" },
  home: { keys: ["g", "h"], group: "everywhere" },
  filter: { keys: ["f"], group: "lists" },
  refresh: { keys: ["r"], group: "dashboard" },
  edit: { keys: ["e"], group: "dashboard" },
  searchRows: { keys: ["/"], group: "table" },
  find: { keys: ["mod+f"], group: "table" },
  copy: { keys: ["mod+c"], group: "table" },
  crossFilter: { keys: ["x"], group: "table" },
  selectAll: { keys: ["mod+a"], group: "table" },
  previousView: { keys: ["["], group: "dashboard" },
  nextView: { keys: ["]"], group: "dashboard" },
} as const satisfies Record<string, { keys: readonly string[]; group: string }>;
export type ShortcutName = keyof typeof SHORTCUTS;
export const SHORTCUT_NAMES = Object.keys(SHORTCUTS) as ShortcutName[];
export const SHORTCUT_GROUPS = ["everywhere", "lists", "dashboard", "table"] as const;

/** The parts of a keyboard event that count. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** In a field, or while a syllable is composed: then only chords with {@link mod} count. */
  typing: boolean;
  composing: boolean;
}

const HANGUL = /^[ㄱ-ㅎㅏ-ㅣ]$/;

/** With a Korean layout the R key says ㄱ: outside of fields its place counts. Null for what no shortcut is made of. */
function keyOf({ key, code, ctrlKey, metaKey, altKey }: Press): string | null {
  if (altKey) return null;
  const letter = HANGUL.test(key) ? (/^Key([A-Z])$/.exec(code)?.[1] ?? key) : key;
  const plain = letter.length === 1 ? letter.toLowerCase() : letter;
  return ctrlKey || metaKey ? `mod+${plain}` : plain;
}

/** The shortcut a press completes, or the keys it leaves waiting for the next. @param waiting what the press before left */
export function matchShortcut(
  press: Press,
  waiting: readonly string[],
): { name: ShortcutName | null; waiting: readonly string[] } {
  const key = press.composing ? null : keyOf(press);
  if (key === null || (press.typing && !key.startsWith("mod+"))) return { name: null, waiting: [] };
  for (const pressed of waiting.length > 0 ? [[...waiting, key], [key]] : [[key]]) {
    const possible = SHORTCUT_NAMES.filter((name) =>
      pressed.every((part, index) => SHORTCUTS[name].keys[index] === part),
    );
    const name = possible.find((one) => SHORTCUTS[one].keys.length === pressed.length);
    if (name) return { name, waiting: [] };
    if (possible.length > 0) return { name: null, waiting: pressed };
  }
  return { name: null, waiting: [] };
}
