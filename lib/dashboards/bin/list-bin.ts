import "server-only";
import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { inBinOf } from "@/lib/dashboards/bin/find-binned";
import { type BinnedDashboard, goneAt } from "@/lib/dashboards/bin/schema";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { localText } from "@/lib/format/format";

const deleters = alias(users, "deleters");

/** What lies in the bin, deleted last first: the viewer's own dashboards, whoever deleted them; to admins all. */
export async function listBin(viewer: Viewer): Promise<BinnedDashboard[]> {
  authorize(viewer, "bin.read");
  const rows = await db
    .select({
      ...getTableColumns(dashboards),
      ownerName: users.name,
      deleterName: deleters.name,
      slugTaken: sql<boolean>`exists (
        select from dashboards other where other.slug = "dashboards"."slug" and other.deleted_at is null)`,
    })
    .from(dashboards)
    .leftJoin(users, eq(users.id, dashboards.ownerId))
    .leftJoin(deleters, eq(deleters.id, dashboards.deletedBy))
    .where(inBinOf(viewer))
    .orderBy(desc(dashboards.deletedAt), dashboards.id);
  return rows.flatMap(({ deletedAt, deletedBy, deleterName, ...row }): BinnedDashboard[] => {
    if (deletedAt === null) return [];
    const { id, slug, ownerId, ownerName, slugTaken } = row;
    return [
      {
        id,
        slug,
        name: localText(readSpec(row.config, row).spec.name, viewer.locale),
        ownerId,
        ownerName,
        deletedBy: deletedBy !== null && deleterName !== null ? { id: deletedBy, name: deleterName } : null,
        deletedAt: deletedAt.toISOString(),
        goneAt: goneAt(deletedAt),
        slugTaken,
      },
    ];
  });
}
