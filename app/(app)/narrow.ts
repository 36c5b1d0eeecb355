/** Which dashboards the home page lists. Pure. */
import { matchesSearch } from "@/lib/i18n/matches-search";
import type { ListedDashboard } from "./listed-dashboard";

export interface Narrowing {
  search: string;
  /** All of them. */
  tags: readonly string[];
  /** Folders in scope: the one that is open and all below it; null: everywhere. */
  within: ReadonlySet<string> | null;
}

/** Those that meet all of it, order kept. */
export const narrow = (
  dashboards: readonly ListedDashboard[],
  { search, tags, within }: Narrowing,
): ListedDashboard[] =>
  dashboards.filter(
    (entry) =>
      (within === null || (entry.folderId !== null && within.has(entry.folderId))) &&
      tags.every((tag) => entry.tags.includes(tag)) &&
      matchesSearch(entry.words, search),
  );

/** Every tag, the most used first. */
export function tagsOf(dashboards: readonly Pick<ListedDashboard, "tags">[]): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of dashboards) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([tag]) => tag);
}
