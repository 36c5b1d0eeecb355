import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordRead } from "@/lib/audit/record-read";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { rawYaml } from "@/lib/dashboards/raw-yaml";
import type { Dashboard } from "@/lib/dashboards/schema";
import { findVersion } from "@/lib/dashboards/versions/find-version";

/** A version; `raw` is the stored document as YAML, only where parts of it are broken. */
export type PublishedThen = Dashboard & { raw?: string };

/**
 * A dashboard's document as it was published then, as today's spec, without folder and tags: those have no versions. Its `version` is
 * that one, so publishing it as it stands is a conflict where it is not the newest. Whoever may change the dashboard.
 * @throws AppError NOT_FOUND, AUTH_004
 */
export async function getVersion(viewer: Viewer, slug: string, version: number): Promise<PublishedThen> {
  authorize(viewer, "dashboard.seeVersions");
  const dashboard = await findDashboard(viewer, slug, "dashboard.seeVersions");
  const row = await findVersion(dashboard.id, version);
  const { spec, issues } = readSpec(row.config, { slug, name: dashboard.name });
  const { folder: _, tags: __, ...content } = spec;
  await recordRead(viewer, {
    action: "dashboard.readVersion",
    category: "DATA",
    metadata: { id: dashboard.id, slug, version },
  });
  return {
    ...content,
    // It may have been restored under another slug since.
    slug,
    id: dashboard.id,
    version,
    ownerId: dashboard.ownerId,
    share: dashboard.share,
    createdAt: dashboard.createdAt.toISOString(),
    updatedAt: row.createdAt.toISOString(),
    ...(issues.length > 0 ? { issues, raw: rawYaml(row.config) } : {}),
  };
}
