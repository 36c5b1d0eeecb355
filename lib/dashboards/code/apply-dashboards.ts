import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import type { Batch } from "@/lib/dashboards/code/batch";
import { makePlan, type WorkedOutPlan } from "@/lib/dashboards/code/make-plan";
import { CodeApplication, type CodePlan, type PlannedDashboard } from "@/lib/dashboards/code/schema";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import type { DocumentInput } from "@/lib/dashboards/parse-document";
import type { Dashboard } from "@/lib/dashboards/schema";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { writeYaml } from "@/lib/dashboards/write-yaml";
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

/** Carries out one line of the plan. @returns the version that is published then */
async function applyOne(
  viewer: Viewer,
  { action, slug, version }: PlannedDashboard,
  files: WorkedOutPlan["files"],
  batch: Batch,
): Promise<number | null> {
  if (action === "unchanged") return version;
  if (action === "delete") {
    await deleteDashboard(viewer, slug, batch);
    return null;
  }
  const file = files.get(slug);
  if (!file) throw new Error(`no file for ${slug}`);
  const options = { origin: "code", batch, draft: "keep" } as const;
  if (version === null)
    return (await createDashboard(viewer, { format: "yaml", text: file.text }, options)).version;
  // The version that was compared with: somebody who publishes meanwhile makes all of it fail.
  const text = writeYaml({ ...file.spec, version } as Dashboard, file.text);
  const document: DocumentInput = { format: "yaml", text };
  return (await updateDashboard(viewer, slug, document, options)).version;
}

/**
 * Publishes files as dashboards, all or none: new ones are the viewer's own, changed ones get a version, with `prune` those that came
 * from files and are in none are deleted. Editors, for what they may change.
 * @returns the plan as it was carried out
 * @throws AppError INPUT_001 with `details.problems`; CONFLICT_001 with `details.drift`, or where somebody published meanwhile; AUTH_004
 */
export async function applyDashboards(viewer: Viewer, input: unknown): Promise<CodePlan> {
  authorize(viewer, "code.apply");
  authorize(viewer, "code.plan");
  assertStorable(input);
  const { force, ...wanted } = parseInput(CodeApplication, input);
  return db.transaction(async (tx) => {
    const { files, ...plan } = await makePlan(tx, viewer, wanted);
    assertApplicable(plan, force);
    const batch: Batch = { tx, slugs: [...files.keys()] };
    const done: PlannedDashboard[] = [];
    for (const planned of plan.dashboards)
      done.push({ ...planned, version: await applyOne(viewer, planned, files, batch) });
    const slugs = (action: PlannedDashboard["action"]) =>
      done.filter((planned) => planned.action === action).map(({ slug }) => slug);
    const [created, updated, deleted] = [slugs("create"), slugs("update"), slugs("delete")];
    if (created.length + updated.length + deleted.length > 0)
      await recordChange(tx, viewer, {
        action: "code.apply",
        category: "DATA",
        ...(deleted.length > 0 || force ? { severity: "WARNING" as const } : {}),
        metadata: { created, updated, deleted, unchanged: slugs("unchanged").length, force },
      });
    return { ...plan, dashboards: done };
  });
}
