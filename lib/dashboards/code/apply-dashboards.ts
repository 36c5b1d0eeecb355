import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import type { Batch } from "@/lib/dashboards/code/batch";
import { makePlan, type WorkedOutPlan } from "@/lib/dashboards/code/make-plan";
import { type ReadFile, readFiles } from "@/lib/dashboards/code/read-files";
import { CodeApplication, type CodePlan, type PlannedDashboard } from "@/lib/dashboards/code/schema";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { editableBy } from "@/lib/dashboards/editable-by";
import type { DocumentInput } from "@/lib/dashboards/parse-document";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { AppError } from "@/lib/errors";
import { assertStorable, parseInput } from "@/lib/parse-input";

/** Nothing is done while a file is wrong, or somebody published otherwise and nobody says that this may go. */
function assertApplicable({ problems, dashboards }: CodePlan, force: boolean): void {
  if (problems.length > 0)
    throw new AppError("INPUT_001", {
      key: "codeProblems",
      values: { count: problems.length },
      details: { problems },
    });
  const drifted = dashboards.filter(({ drift }) => drift);
  if (drifted.length > 0 && !force)
    throw new AppError("CONFLICT_001", {
      key: "codeDrift",
      values: { dashboards: drifted.map(({ slug }) => slug).join(", ") },
      details: { drift: Object.fromEntries(drifted.map(({ slug, drift }) => [slug, drift])) },
    });
}

/** Keeps the text of a file that changes nothing but its comments and manner: no version is made of it. */
async function reword(tx: Executor, viewer: Viewer, { spec, text }: ReadFile, version: number) {
  await tx
    .update(dashboards)
    .set({ source: text })
    .where(
      and(
        eq(dashboards.slug, spec.slug),
        eq(dashboards.version, version),
        isNull(dashboards.deletedAt),
        editableBy(viewer),
      ),
    );
}

/** Carries out one line of the plan. @returns the version that is published then */
async function applyOne(
  viewer: Viewer,
  { action, slug, version }: PlannedDashboard,
  { files, reworded }: Pick<WorkedOutPlan, "files" | "reworded">,
  batch: Batch,
): Promise<number | null> {
  // The version that was compared with: somebody who publishes meanwhile makes all of it fail.
  if (action === "delete") {
    await deleteDashboard(viewer, slug, { batch, ...(version === null ? {} : { version }) });
    return null;
  }
  const file = files.get(slug);
  if (!file) throw new Error(`no file for ${slug}`);
  if (action === "unchanged") {
    if (version !== null && reworded.has(slug)) await reword(batch.tx, viewer, file, version);
    return version;
  }
  const document: DocumentInput = { format: "yaml", text: file.text };
  const { spec, message } = file;
  const options = {
    origin: "code",
    batch,
    parsed: { spec, message, version: version ?? undefined, draft: undefined, isSalvage: undefined },
  } as const;
  const done =
    version === null
      ? await createDashboard(viewer, document, options)
      : await updateDashboard(viewer, slug, document, options);
  return done.version;
}

/**
 * Publishes files as dashboards, all or none: new ones are the viewer's own, changed ones get a version, with `prune` those that the
 * files are known to have held and do no more are deleted. Editors, for what they may change.
 * @returns the plan as it was carried out
 * @throws AppError INPUT_001 with `details.problems`; CONFLICT_001 with `details.drift`, or where somebody published meanwhile; AUTH_004;
 * FILE_001
 */
export async function applyDashboards(viewer: Viewer, input: unknown): Promise<CodePlan> {
  authorize(viewer, "code.apply");
  authorize(viewer, "code.plan");
  assertStorable(input);
  const { force, ...wanted } = parseInput(CodeApplication, input);
  const read = await readFiles(wanted.documents, viewer.locale);
  return db.transaction(async (tx) => {
    const { files, reworded, ...plan } = await makePlan(tx, viewer, wanted, read);
    assertApplicable(plan, force);
    const batch: Batch = { tx, slugs: [...files.keys()] };
    const done: PlannedDashboard[] = [];
    for (const planned of plan.dashboards)
      done.push({ ...planned, version: await applyOne(viewer, planned, { files, reworded }, batch) });
    const slugs = (action: PlannedDashboard["action"]) =>
      done.filter((planned) => planned.action === action).map(({ slug }) => slug);
    const [created, updated, deleted] = [slugs("create"), slugs("update"), slugs("delete")];
    if (created.length + updated.length + deleted.length + reworded.size > 0)
      await recordChange(tx, viewer, {
        action: "code.apply",
        category: "DATA",
        ...(deleted.length > 0 || force ? { severity: "WARNING" as const } : {}),
        metadata: {
          created,
          updated,
          deleted,
          ...(reworded.size > 0 ? { reworded: [...reworded] } : {}),
          unchanged: slugs("unchanged").length,
          force,
        },
      });
    return { ...plan, dashboards: done };
  });
}
