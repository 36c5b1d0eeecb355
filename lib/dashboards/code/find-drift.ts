import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dashboardVersions } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import type { Drift } from "@/lib/dashboards/code/schema";
import { diffSpecs, type SpecChange } from "@/lib/dashboards/diff/diff-specs";
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
 * The version a file goes by: the one it names, or a later one that came from files. Null where it goes by none.
 * @param named by the file; one the server never had names nothing
 */
function baseOf(publications: readonly Publication[], named: number | undefined): number | null {
  const known = publications.filter(
    (publication) => isFromCode(publication) || publication.version === named,
  );
  return known.at(-1)?.version ?? null;
}

/** Folder and tags are no part of a version. */
const contentOf = ({ folder: _, tags: __, ...content }: DashboardSpec): DashboardSpec => content;

/** What a file says of a dashboard that is there. */
export interface Said {
  spec: DashboardSpec;
  /** That it names. */
  version: number | undefined;
}

/**
 * What was published otherwise since the version that a file goes by, and still differs; null where nothing was. A file that goes by
 * none never read what it would overwrite.
 * @param said by the file; null where the dashboard is in none
 */
export async function findDrift(
  tx: Executor,
  id: string,
  current: DashboardSpec,
  publications: readonly Publication[],
  said: Said | null,
): Promise<Drift | null> {
  const from = baseOf(publications, said?.version);
  if (from === null) {
    const newest = publications.at(-1);
    if (!said || !newest || diffSpecs(contentOf(current), contentOf(said.spec)).length === 0) return null;
    return driftTo(newest, null, []);
  }
  const other = publications.filter(({ version, origin }) => version > from && origin !== "code").at(-1);
  if (!other) return null;
  const [base] = await tx
    .select({ config: dashboardVersions.config })
    .from(dashboardVersions)
    .where(and(eq(dashboardVersions.dashboardId, id), eq(dashboardVersions.version, from)));
  const changes = base ? diffSpecs(contentOf(readSpec(base.config).spec), contentOf(current)) : [];
  return changes.length === 0 ? null : driftTo(other, from, changes);
}

const driftTo = (
  { version, by, at, origin }: Publication,
  from: number | null,
  changes: SpecChange[],
): Drift => ({ from, version, by, at: at.toISOString(), origin, changes });
