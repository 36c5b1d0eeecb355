/** What of a dashboard the editor's side panel is about. Pure. */
import type { Control } from "@/lib/dashboards/control";
import { controlKey } from "@/lib/dashboards/control-kinds";
import { pageOf } from "@/lib/dashboards/layout-page";
import type { DashboardSpec } from "@/lib/dashboards/schema";

export type Selection =
  | { kind: "dashboard" }
  /** By their ids, the last one chosen last. */
  | { kind: "widgets"; ids: readonly string[] }
  /** By its key: its name, or that of the date range. */
  | { kind: "control"; key: string };

export const NOTHING: Selection = { kind: "dashboard" };

/** Of a selection what is there, on this page: undone and removed things can't stay chosen. */
export function present(selection: Selection, spec: DashboardSpec, page: string | undefined): Selection {
  if (selection.kind === "control")
    return spec.controls.some((control: Control) => controlKey(control) === selection.key)
      ? selection
      : NOTHING;
  if (selection.kind === "dashboard") return selection;
  const ids = selection.ids.filter((id) => {
    const box = Object.hasOwn(spec.layout.widgets, id) ? spec.layout.widgets[id] : undefined;
    return box && pageOf(box, spec.pages) === page;
  });
  if (ids.length === selection.ids.length) return selection;
  return ids.length > 0 ? { kind: "widgets", ids } : NOTHING;
}

/** After a rename: what was renamed stays chosen where it was, and nothing else becomes so. @param before what was chosen before it */
export function renamedIn(
  before: Selection,
  kind: "widgets" | "control",
  from: string,
  to: string,
): Selection {
  if (before.kind === "widgets" && kind === "widgets" && before.ids.includes(from))
    return { kind, ids: before.ids.map((id) => (id === from ? to : id)) };
  return before.kind === "control" && kind === "control" && before.key === from ? { kind, key: to } : before;
}

/** The ids chosen, with the groups they belong to; none where something else is chosen. */
export const chosenIds = (selection: Selection): readonly string[] =>
  selection.kind === "widgets" ? selection.ids : [];
