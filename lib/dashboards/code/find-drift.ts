import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dashboardVersions } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import type { Drift } from "@/lib/dashboards/code/schema";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import type { DashboardSpec } from "@/lib/dashboards/schema";

/** One publication, without its document. */
export interface Publication {
  version: number;
  origin: string;
  by: string | null;
  at: Date;
}

const isFromCode = ({ origin }: Publication): boolean => origin === "code";

/** All publications of these dashboards, oldest first, by the dashboard's id. */
export async function readPublications(
  tx: Executor,
  ids: readonly string[],
): Promise<Map<string, Publication[]>> {
  const found = new Map<string, Publication[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await tx
    .select({
      id: dashboardVersions.dashboardId,
      version: dashboardVersions.version,
      origin: dashboardVersions.origin,
      by: users.name,
      at: dashboardVersions.createdAt,
    })
    .from(dashboardVersions)
    .leftJoin(users, eq(users.id, dashboardVersions.authorId))
    .where(inArray(dashboardVersions.dashboardId, [...ids]))
    .orderBy(asc(dashboardVersions.version));
  for (const { id, ...publication } of rows) found.get(id)?.push(publication);
  return found;
}

/**
 * The version a file goes by: the one it names; without one the last that came from files. Null where it goes by none.
 * @param named by the file; one the server never had names nothing
 */
function baseOf(publications: readonly Publication[], named: number | undefined): number | null {
  if (named !== undefined && publications.some(({ version }) => version === named)) return named;
  return publications.filter(isFromCode).at(-1)?.version ?? null;
}

/**
 * What was published otherwise since the version that a file goes by, and still differs; null where nothing was.
 * @param named the version the file names
 */
export async function findDrift(
  tx: Executor,
  id: string,
  current: DashboardSpec,
  publications: readonly Publication[],
  named?: number,
): Promise<Drift | null> {
  const from = baseOf(publications, named);
  if (from === null) return null;
  const other = publications.filter(({ version, origin }) => version > from && origin !== "code").at(-1);
  if (!other) return null;
  const [base] = await tx
    .select({ config: dashboardVersions.config })
    .from(dashboardVersions)
    .where(and(eq(dashboardVersions.dashboardId, id), eq(dashboardVersions.version, from)));
  // Folder and tags are no part of a version.
  const { folder: _, tags: __, ...content } = current;
  const changes = base ? diffSpecs(readSpec(base.config).spec, content) : [];
  if (changes.length === 0) return null;
  const { version, by, at, origin } = other;
  return { from, version, by, at: at.toISOString(), origin, changes };
}
