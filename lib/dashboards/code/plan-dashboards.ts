import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { makePlan } from "@/lib/dashboards/code/make-plan";
import { readFiles } from "@/lib/dashboards/code/read-files";
import { CodeInput, type CodePlan } from "@/lib/dashboards/code/schema";
import { assertStorable, parseInput } from "@/lib/parse-input";

/**
 * What publishing these files would do, dashboard by dashboard, and what is in its way. Changes nothing. Editors.
 * @throws AppError INPUT_001, AUTH_004; faults of the files are in the plan
 */
export async function planDashboards(viewer: Viewer, input: unknown): Promise<CodePlan> {
  authorize(viewer, "code.plan");
  assertStorable(input);
  const wanted = parseInput(CodeInput, input);
  const read = await readFiles(wanted.documents, viewer.locale);
  const { files: _, reworded: __, ...plan } = await makePlan(db, viewer, wanted, read);
  return plan;
}
