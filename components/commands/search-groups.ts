/** What the command menu shows for what was typed. Pure. */
import { matchesSearch } from "@/lib/i18n/matches-search";

export interface SearchItem {
  id: string;
  label: string;
  /** Muted, at the right. */
  note?: string;
  /** Found by these words too, unseen. */
  words?: string;
}
export interface SearchGroup<T extends SearchItem> {
  name: "recent" | "dashboards" | "pages" | "users" | "commands";
  items: readonly T[];
}

/** Without a search a group shows no more than this. */
const BEFORE_TYPING = 6;
const MOST = 20;

/** Groups with what matches, order kept, empty ones left out. People are shown only once they are searched. */
export function searchGroups<T extends SearchItem>(
  groups: readonly SearchGroup<T>[],
  search: string,
): SearchGroup<T>[] {
  const typed = search.trim();
  return groups
    .map(({ name, items }) => {
      if (!typed) {
        const shown = name === "users" ? [] : name === "commands" ? items : items.slice(0, BEFORE_TYPING);
        return { name, items: shown };
      }
      const found = items.filter(({ label, note, words }) =>
        matchesSearch([label, note, words].filter(Boolean).join(" "), typed),
      );
      // What one reads comes before what is found by unseen words.
      const seen = (item: T) => (matchesSearch([item.label, item.note ?? ""].join(" "), typed) ? 0 : 1);
      return { name, items: found.toSorted((a, b) => seen(a) - seen(b)).slice(0, MOST) };
    })
    .filter(({ items }) => items.length > 0);
}

/** The label cut where the search stands in it, so that this can be set off; whole when it does not stand there as typed. */
export function markMatch(label: string, search: string): [string, string, string] {
  const word = search.trim().toLowerCase();
  const at = word ? label.toLowerCase().indexOf(word) : -1;
  if (at < 0 || label.toLowerCase().length !== label.length) return [label, "", ""];
  return [label.slice(0, at), label.slice(at, at + word.length), label.slice(at + word.length)];
}
