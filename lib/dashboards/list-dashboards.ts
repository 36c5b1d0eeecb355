import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { dashboards } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import type { DashboardSummary } from "@/lib/dashboards/schema";
import { selectDashboards } from "@/lib/dashboards/select-dashboards";
import { assertStorable, parseInput } from "@/lib/parse-input";

export const DashboardFilter = z.object({ search: z.string().trim().max(200).optional() });
export type DashboardFilter = z.infer<typeof DashboardFilter>;

/** Every word in the name (either language), the description, the slug or the owner's name; case and Unicode form do not matter. */
function matches(search: string): SQL | undefined {
  const field = (name: string) => {
    const text = sql`${dashboards.config}->${name}::text`;
    return sql`case jsonb_typeof(${text}) when 'string' then ${text} #>> '{}' else concat_ws(' ', ${text}->>'en', ${text}->>'ko') end`;
  };
  const haystack = sql`normalize(concat_ws(' ', ${dashboards.slug}, ${dashboards.name}, ${field("name")}, ${field("description")}, ${users.name}), NFC)`;
  const words = search.normalize("NFC").split(/\s+/).filter(Boolean);
  return and(
    ...words.map((word) => sql`${haystack} ilike ${`%${word.replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`),
  );
}

/** The dashboards a viewer may open (own, public and shared with them; admins all), by name in their language. */
export async function listDashboards(
  viewer: Viewer,
  input: DashboardFilter = {},
): Promise<DashboardSummary[]> {
  authorize(viewer, "dashboard.read");
  assertStorable(input);
  const { search } = parseInput(DashboardFilter, input);
  return selectDashboards(viewer, search ? matches(search) : undefined);
}
