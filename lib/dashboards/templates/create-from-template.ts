import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import type { DashboardSpecInput } from "@/lib/dashboards/schema";
import { slugOf } from "@/lib/dashboards/slug-of";
import { readTemplate } from "@/lib/dashboards/templates/read-template";
import { NewFromTemplate } from "@/lib/dashboards/templates/schema";
import { localText } from "@/lib/format/format";
import { parseInput } from "@/lib/parse-input";

/** The name as it was written; where that is the template's own, in both languages. */
const nameFor = (written: string, own: DashboardSpecInput["name"], viewer: Viewer) =>
  localText(own, viewer.locale) === written ? own : written;

/**
 * A new dashboard, the viewer's own and private: blank, as a pack has it, made from a dataset, or like another one, in whose folder it
 * is put. Editors.
 * @throws AppError AUTH_004, NOT_FOUND; INPUT_001 for what the template names and the viewer may not see
 */
export async function createFromTemplate(viewer: Viewer, input: NewFromTemplate): Promise<{ slug: string }> {
  authorize(viewer, "dashboard.create");
  const { name, from } = parseInput(NewFromTemplate, input);
  const template = await readTemplate(viewer, from);
  const value: DashboardSpecInput = {
    ...template,
    slug: slugOf(name),
    name: nameFor(name, template.name, viewer),
    isPublic: false,
  };
  const { slug } = await createDashboard(viewer, { format: "json", value });
  return { slug };
}
