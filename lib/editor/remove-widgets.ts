import type { DashboardSpec } from "@/lib/dashboards/schema";
import { withLayout } from "@/lib/editor/boxes";

/** Groups without these; one alone is no group. */
export const withoutMembers = (
  groups: readonly (readonly string[])[] | undefined,
  gone: ReadonlySet<string>,
): string[][] =>
  (groups ?? []).map((group) => group.filter((id) => !gone.has(id))).filter(({ length }) => length > 1);

/** The document without these widgets, and without a word of them in its layout. */
export function removeWidgets(spec: DashboardSpec, ids: readonly string[]): DashboardSpec {
  const gone = new Set(ids);
  const widgets = spec.widgets.filter(({ id }) => !gone.has(id));
  if (widgets.length === spec.widgets.length) return spec;
  const { layout } = spec;
  const stays = (id: string) => !gone.has(id);
  return withLayout(
    { ...spec, widgets },
    {
      widgets: Object.fromEntries(Object.entries(layout.widgets).filter(([id]) => stays(id))),
      phone: layout.phone?.filter(stays),
      locked: layout.locked?.filter(stays),
      groups: withoutMembers(layout.groups, gone),
    },
  );
}
