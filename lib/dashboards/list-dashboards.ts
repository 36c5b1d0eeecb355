import "server-only";
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { favorites } from "@/db/schema/favorites";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { DashboardSpec, type DashboardSummary } from "@/lib/dashboards/schema";
import { type Locale, localText } from "@/lib/format/format";
import { assertStorable, parseInput } from "@/lib/parse-input";

export const DashboardFilter = z.object({ search: z.string().trim().max(200).optional() });
export type DashboardFilter = z.infer<typeof DashboardFilter>;

const shape = DashboardSpec.shape;
const textIn = (schema: typeof shape.name | typeof shape.description, value: unknown, locale: Locale) => {
  const text = schema.safeParse(value).data;
  return text === undefined ? null : localText(text, locale);
};

/** Every word in the name (either language), the description, the slug or the owner's name; case and Unicode form do not matter. */
function matches(search: string): SQL | undefined {
  const field = (name: string) =>
    sql`${dashboards.config}->>${name}::text || ' ' || coalesce(${dashboards.config}->${name}::text->>'en', '') || ' ' || coalesce(${dashboards.config}->${name}::text->>'ko', '')`;
  const haystack = sql`normalize(concat_ws(' ', ${dashboards.slug}, ${dashboards.name}, ${field("name")}, ${field("description")}, ${users.name}), NFC)`;
  const words = search.normalize("NFC").split(/\s+/).filter(Boolean);
  return and(
    ...words.map((word) => sql`${haystack} ilike ${`%${word.replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`),
  );
}

/** The dashboards a viewer may open (own and public; admins all), by name in their language. */
export async function listDashboards(
  viewer: Viewer,
  input: DashboardFilter = {},
): Promise<DashboardSummary[]> {
  authorize(viewer, "dashboard.read");
  assertStorable(input);
  const { search } = parseInput(DashboardFilter, input);
  const visible = atLeast(viewer.role, "admin")
    ? undefined
    : or(eq(dashboards.isPublic, true), eq(dashboards.ownerId, viewer.userId));
  const rows = await db
    .select({
      id: dashboards.id,
      slug: dashboards.slug,
      rowName: dashboards.name,
      name: sql<unknown>`${dashboards.config}->'name'`,
      description: sql<unknown>`${dashboards.config}->'description'`,
      ownerId: dashboards.ownerId,
      ownerName: users.name,
      isPublic: dashboards.isPublic,
      favorite: favorites.userId,
      version: dashboards.version,
      updatedAt: dashboards.updatedAt,
    })
    .from(dashboards)
    .leftJoin(users, eq(users.id, dashboards.ownerId))
    .leftJoin(favorites, and(eq(favorites.dashboardId, dashboards.id), eq(favorites.userId, viewer.userId)))
    .where(and(visible, search ? matches(search) : undefined));
  const { compare } = new Intl.Collator(viewer.locale, { numeric: true });
  return rows
    .map(({ rowName, favorite, updatedAt, ...row }) => ({
      ...row,
      name: textIn(shape.name, row.name, viewer.locale) ?? rowName,
      description: textIn(shape.description, row.description, viewer.locale),
      isFavorite: favorite !== null,
      canEdit: can(viewer, "dashboard.update", row),
      updatedAt: updatedAt.toISOString(),
    }))
    .sort((a, b) => compare(a.name, b.name) || (a.slug < b.slug ? -1 : 1));
}
