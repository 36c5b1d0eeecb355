import type { DashboardRow } from "@/db/schema/dashboards";
import type { Share } from "@/lib/access/can";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import type { Dashboard } from "@/lib/dashboards/schema";

/**
 * A row as the API and the pages have it: today's spec, what the server keeps, and what of the document is broken.
 * @param share what it was shared as with whoever reads
 * @param folder its folder's path
 */
export function toDashboard(row: DashboardRow, share: Share, folder: string | null): Dashboard {
  const { spec, issues } = readSpec(row.config, { slug: row.slug, name: row.name });
  const { folder: _, tags: __, ...content } = spec;
  return {
    ...content,
    ...(folder === null ? {} : { folder }),
    ...(row.tags.length === 0 ? {} : { tags: row.tags }),
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
