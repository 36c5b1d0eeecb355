import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { type DashboardDraftRow, dashboardDrafts } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { DraftInput, type SavedDraft } from "@/lib/dashboards/drafts/schema";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { parseDocument } from "@/lib/dashboards/parse-document";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { AppError, invalidInput, notFound } from "@/lib/errors";
import { assertStorable, parseInput } from "@/lib/parse-input";
import { violatesForeignKey } from "@/lib/violated-constraint";

/** The document, its faults named from the input's top. */
function parseConfig(config: unknown, slug: string): DashboardSpec {
  try {
    const { spec } = parseDocument({ format: "json", value: config }, slug);
    if (spec.slug !== slug) throw invalidInput("slug", "slugStays", { slug });
    return spec;
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    const fields = error.fields.map((field) => ({
      ...field,
      path: field.path === "" ? "config" : `config.${field.path}`,
    }));
    throw new AppError("INPUT_001", { fields, cause: error });
  }
}

/**
 * Keeps the viewer's own draft of a dashboard. Whoever may change the dashboard. Not on record: nobody else sees it, and it is saved
 * with every pause in typing; publishing it is.
 * @param input `DraftInput`
 * @throws AppError CONFLICT_001 with `details.currentRevision` (null: there is none) when another tab saved or dropped it meanwhile;
 * INPUT_001, NOT_FOUND, AUTH_004
 */
export async function saveDraft(viewer: Viewer, slug: string, input: unknown): Promise<SavedDraft> {
  authorize(viewer, "dashboard.update");
  const dashboard = await findDashboard(viewer, slug, "dashboard.update");
  assertStorable(input);
  const { baseVersion, revision, config, source = null } = parseInput(DraftInput, input);
  if (baseVersion > dashboard.version) throw invalidInput("baseVersion", "versionUnknown");
  const spec = parseConfig(config, slug);
  const mine = and(eq(dashboardDrafts.dashboardId, dashboard.id), eq(dashboardDrafts.userId, viewer.userId));
  const row = await write(
    { dashboardId: dashboard.id, userId: viewer.userId, baseVersion, config: spec, source },
    revision,
    mine,
  );
  if (!row) {
    const [current] = await db
      .select({ revision: dashboardDrafts.revision })
      .from(dashboardDrafts)
      .where(mine);
    throw new AppError("CONFLICT_001", {
      key: "draftElsewhere",
      details: { currentRevision: current?.revision ?? null },
    });
  }
  return {
    revision: row.revision,
    baseVersion: row.baseVersion,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The row as it is now; undefined when it is not the one that was read. */
async function write(
  values: Pick<DashboardDraftRow, "dashboardId" | "userId" | "baseVersion" | "config" | "source">,
  revision: number | null,
  mine: ReturnType<typeof and>,
): Promise<DashboardDraftRow | undefined> {
  if (revision === null) {
    const [made] = await db
      .insert(dashboardDrafts)
      .values(values)
      .onConflictDoNothing()
      .returning()
      .catch((error: unknown) => {
        // Purged since it was looked up.
        throw violatesForeignKey(error, "dashboard_drafts_dashboard_id_dashboards_id_fk")
          ? notFound("dashboard")
          : error;
      });
    return made;
  }
  const [saved] = await db
    .update(dashboardDrafts)
    .set({
      baseVersion: values.baseVersion,
      config: values.config,
      source: values.source,
      revision: sql`${dashboardDrafts.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(mine, eq(dashboardDrafts.revision, revision)))
    .returning();
  return saved;
}
