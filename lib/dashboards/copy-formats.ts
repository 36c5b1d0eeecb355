import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Executor } from "@/db/client";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { editableBy } from "@/lib/dashboards/editable-by";
import { findDashboard } from "@/lib/dashboards/find-dashboard";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { type DashboardSpec, Slug } from "@/lib/dashboards/schema";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { AppError, invalidInput } from "@/lib/errors";
import { assertStorable, parseInput } from "@/lib/parse-input";
import { mergeFormats } from "@/lib/table/edit-formats";
import { ConditionalFormat } from "@/lib/table/format-rule";
import { knownFormats } from "@/lib/views/prune-config";

export const FormatCopies = z
  .object({
    formats: z.array(ConditionalFormat).min(1).max(100),
    /** Dashboards with the version that was read. */
    targets: z
      .array(z.object({ dashboard: Slug, version: z.number().int().min(1) }).strict())
      .min(1)
      .max(50),
  })
  .strict();
export type FormatCopies = z.infer<typeof FormatCopies>;

export interface FormatCopy {
  dashboard: string;
  version: number;
  /** Widgets whose formats have changed. */
  widgets: string[];
}

type Datasets = Awaited<ReturnType<typeof listDatasets>>;

/** The spec with the formats in every table that has their columns, in place of what those columns had. */
function withFormats(spec: DashboardSpec, formats: FormatCopies["formats"], datasets: Datasets) {
  const changed: string[] = [];
  const widgets = spec.widgets.map((widget) => {
    const dataset = widget.type === "table" && datasets.find(({ id }) => id === widget.dataset);
    if (widget.type !== "table" || !dataset) return widget;
    const fitting = knownFormats({ conditionalFormatting: formats }, widget, dataset).formats.filter(
      ({ rules }) => rules.length > 0,
    );
    if (fitting.length === 0) return widget;
    changed.push(widget.id);
    const before = widget.config.conditionalFormatting ?? [];
    return { ...widget, config: { ...widget.config, conditionalFormatting: mergeFormats(before, fitting) } };
  });
  return { spec: { ...spec, widgets }, changed };
}

/**
 * Puts formats into the tables of other dashboards and publishes these, all or none. Whoever may change each of them.
 * @param input `FormatCopies`
 * @throws AppError CONFLICT_001 when one was published meanwhile; INPUT_001 when one has no table for them or is broken in parts,
 * of which writing it back would lose something; NOT_FOUND, AUTH_004
 */
export async function copyFormats(viewer: Viewer, input: unknown): Promise<FormatCopy[]> {
  authorize(viewer, "dashboard.update");
  authorize(viewer, "view.format");
  assertStorable(input);
  const { formats, targets } = parseInput(FormatCopies, input);
  const slugs = targets.map(({ dashboard }) => dashboard);
  if (new Set(slugs).size < slugs.length) throw invalidInput("targets", "usedTwice");
  const datasets = await listDatasets(viewer);
  return db.transaction(async (tx) => {
    const copies: FormatCopy[] = [];
    // In one order for everybody: two copies over the same dashboards wait for each other and don't lock up.
    const ordered = [...targets].sort((a, b) => (a.dashboard < b.dashboard ? -1 : 1));
    for (const target of ordered)
      copies.push(await copyInto(tx, viewer, target, formats, datasets, targets.indexOf(target)));
    return copies;
  });
}

async function copyInto(
  tx: Executor,
  viewer: Viewer,
  { dashboard: slug, version }: FormatCopies["targets"][number],
  formats: FormatCopies["formats"],
  datasets: Datasets,
  at: number,
): Promise<FormatCopy> {
  const before = await findDashboard(viewer, slug, "dashboard.update", tx);
  const { spec, issues } = readSpec(before.config, { slug: before.slug, name: before.name });
  if (issues.length > 0) throw invalidInput(`targets.${at}`, "formatBroken");
  const { spec: next, changed } = withFormats(spec, formats, datasets);
  if (changed.length === 0) throw invalidInput(`targets.${at}`, "formatTables");
  const [row] = await tx
    .update(dashboards)
    .set({ config: next, version: sql`${dashboards.version} + 1` })
    .where(and(eq(dashboards.id, before.id), eq(dashboards.version, version), editableBy(viewer)))
    .returning();
  if (!row)
    throw new AppError("CONFLICT_001", { details: { dashboard: slug, currentVersion: before.version } });
  await tx
    .insert(dashboardVersions)
    .values({ dashboardId: row.id, version: row.version, config: next, authorId: viewer.userId });
  await recordChange(tx, viewer, {
    action: "dashboard.copyFormats",
    category: "DATA",
    metadata: {
      id: row.id,
      slug,
      version: row.version,
      widgets: changed,
      columns: formats.map(({ column }) => column),
    },
  });
  return { dashboard: slug, version: row.version, widgets: changed };
}
