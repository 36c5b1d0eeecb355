import "server-only";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { type DashboardVersionRow, dashboardVersions } from "@/db/schema/dashboards";
import { notFound } from "@/lib/errors";

/** The numbers a version may have, as the database keeps them. */
const MOST = 2_147_483_647;

/** A version's row, for verbs that have authorised. @throws AppError NOT_FOUND */
export async function findVersion(dashboardId: string, version: number): Promise<DashboardVersionRow> {
  if (!Number.isInteger(version) || version < 1 || version > MOST) throw notFound("version");
  const [row] = await db
    .select()
    .from(dashboardVersions)
    .where(and(eq(dashboardVersions.dashboardId, dashboardId), eq(dashboardVersions.version, version)));
  if (!row) throw notFound("version");
  return row;
}
