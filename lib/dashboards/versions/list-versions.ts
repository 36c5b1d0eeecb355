import "server-only";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboardVersions } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { type DashboardVersion, VersionFilter } from "@/lib/dashboards/versions/schema";
import { parseInput } from "@/lib/parse-input";

/**
 * What was published of a dashboard, newest first: who, when, from where, and what they said of it. Whoever may change it.
 * @throws AppError INPUT_001, NOT_FOUND, AUTH_004
 */
export async function listVersions(
  viewer: Viewer,
  slug: string,
  input: VersionFilter = {},
): Promise<DashboardVersion[]> {
  authorize(viewer, "dashboard.seeVersions");
  const { before, limit } = parseInput(VersionFilter, input);
  const { id } = await findDashboard(viewer, slug, "dashboard.seeVersions");
  const rows = await db
    .select({
      version: dashboardVersions.version,
      authorId: dashboardVersions.authorId,
      authorName: users.name,
      origin: dashboardVersions.origin,
      message: dashboardVersions.message,
      createdAt: dashboardVersions.createdAt,
      widgets: sql<number>`case jsonb_typeof(${dashboardVersions.config}->'widgets')
        when 'array' then jsonb_array_length(${dashboardVersions.config}->'widgets') else 0 end`,
    })
    .from(dashboardVersions)
    .leftJoin(users, eq(users.id, dashboardVersions.authorId))
    .where(
      and(
        eq(dashboardVersions.dashboardId, id),
        before === undefined ? undefined : lt(dashboardVersions.version, before),
      ),
    )
    .orderBy(desc(dashboardVersions.version))
    .limit(limit);
  return rows.map(({ authorId, authorName, createdAt, ...row }) => ({
    version: row.version,
    author: authorId !== null && authorName !== null ? { id: authorId, name: authorName } : null,
    origin: row.origin,
    message: row.message,
    createdAt: createdAt.toISOString(),
    widgets: row.widgets,
  }));
}
