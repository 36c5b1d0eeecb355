import "server-only";
import { z } from "zod";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { DashboardSummary } from "@/lib/dashboards/schema";
import { readSearchWords } from "@/lib/dashboards/search-words";
import { selectDashboards } from "@/lib/dashboards/select-dashboards";
import { matchesSearch } from "@/lib/i18n/matches-search";
import { assertStorable, parseInput } from "@/lib/parse-input";

export const DashboardFilter = z.object({ search: z.string().trim().max(200).optional() });
export type DashboardFilter = z.infer<typeof DashboardFilter>;

/** The dashboards a viewer may open (own, public and shared with them; admins all), by name in their language; with a search those found by it. */
export async function listDashboards(
  viewer: Viewer,
  input: DashboardFilter = {},
): Promise<DashboardSummary[]> {
  authorize(viewer, "dashboard.read");
  assertStorable(input);
  const { search } = parseInput(DashboardFilter, input);
  if (!search) return selectDashboards(viewer);
  const [all, words] = await Promise.all([selectDashboards(viewer), readSearchWords(viewer)]);
  return all.filter(({ slug }) => matchesSearch(words.get(slug) ?? "", search));
}
