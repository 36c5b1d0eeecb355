import type { DashboardRow } from "@/db/schema/dashboards";
import type { Share } from "@/lib/access/can";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import type { Dashboard } from "@/lib/dashboards/schema";

/**
 * A row as the API and the pages have it: today's spec, what the server keeps, and what of the document is broken.
 * @param share what it was shared as with whoever reads
 */
export function toDashboard(row: DashboardRow, share: Share): Dashboard {
  const { spec, issues } = readSpec(row.config, { slug: row.slug, name: row.name });
  return {
    ...spec,
    // The columns decide who sees it and where: the document only repeats them.
    slug: row.slug,
    isPublic: row.isPublic,
    id: row.id,
    version: row.version,
    ownerId: row.ownerId,
    share,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(issues.length > 0 ? { issues } : {}),
  };
}
