import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import type { Dashboard } from "@/lib/dashboards/schema";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { findVersion } from "@/lib/dashboards/versions/find-version";
import { VersionRestoration } from "@/lib/dashboards/versions/schema";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";

/**
 * Publishes an earlier version anew; address, folder, tags and who may open it stay as they are, and so does the viewer's draft.
 * Whoever may change the dashboard.
 * @param version which one to restore
 * @param input the published version that was read, and what is said of it
 * @throws AppError CONFLICT_001 when somebody published meanwhile; INPUT_001 when that version is broken in parts, of which restoring
 * it would lose something, or names what is no longer there; NOT_FOUND, AUTH_004
 */
export async function restoreVersion(
  viewer: Viewer,
  slug: string,
  version: number,
  input: VersionRestoration,
): Promise<Dashboard> {
  authorize(viewer, "dashboard.update");
  const { version: read, message } = parseInput(VersionRestoration, input);
  const dashboard = await findDashboard(viewer, slug, "dashboard.update");
  const row = await findVersion(dashboard.id, version);
  const { spec, issues } = readSpec(row.config, { slug, name: dashboard.name });
  if (issues.length > 0) throw new AppError("INPUT_001", { key: "formatBroken" });
  const { folder: _, tags: __, ...content } = spec;
  const value = { ...content, slug, isPublic: dashboard.isPublic, version: read, message };
  return updateDashboard(viewer, slug, { format: "json", value }, { restored: version });
}
