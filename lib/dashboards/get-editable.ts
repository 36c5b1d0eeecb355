import "server-only";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { recordRead } from "@/lib/audit/record-read";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readFolderPath } from "@/lib/dashboards/place-of";
import { rawYaml } from "@/lib/dashboards/raw-yaml";
import type { DashboardSpec, SpecIssue } from "@/lib/dashboards/schema";
import { toDashboard } from "@/lib/dashboards/to-dashboard";

/** A dashboard as its editor opens it. */
export interface EditableDashboard {
  /** What is published, without what the server keeps. */
  spec: DashboardSpec;
  version: number;
  /** Parts of the stored document that are broken, and left out of `spec`. */
  issues: SpecIssue[];
  /** The stored document as it is, as YAML, where parts of it are broken. */
  raw: string | null;
  /** The YAML it was last written as. */
  source: string | null;
  /** Whether the viewer decides who may open it. */
  mayShare: boolean;
}

/**
 * A dashboard for whoever may change it.
 * @throws AppError NOT_FOUND; AUTH_004 for who may not
 */
export async function getEditable(viewer: Viewer, slug: string): Promise<EditableDashboard> {
  const row = await findDashboard(viewer, slug, "dashboard.update");
  await recordRead(viewer, {
    action: "dashboard.read",
    category: "DATA",
    metadata: { id: row.id, slug, version: row.version },
  });
  const dashboard = toDashboard(row, row.share, await readFolderPath(row.folderId));
  const {
    id: _id,
    version,
    ownerId: _owner,
    share: _share,
    createdAt: _created,
    updatedAt: _updated,
    issues = [],
    ...spec
  } = dashboard;
  const mayShare = can(viewer, "dashboard.share", row);
  const raw = issues.length > 0 ? rawYaml(row.config) : null;
  return { spec, version, issues, raw, source: row.source, mayShare };
}
