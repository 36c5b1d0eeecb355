import type { DashboardSpec } from "@/lib/dashboards/schema";
import { boxOf, groupOf, withGroups, withLayout } from "@/lib/editor/boxes";
import { withoutMembers } from "@/lib/editor/remove-widgets";

/** As the schema has it. */
const MOST_GROUPS = 100;

/** Makes one group of them, and of the groups they are in. */
export function groupWidgets(spec: DashboardSpec, ids: readonly string[]): DashboardSpec {
  const members = withGroups(spec, ids).filter((id) => boxOf(spec, id));
  const first = members[0];
  if (first === undefined || members.length < 2) return spec;
  if (groupOf(spec, first)?.length === members.length) return spec;
  const others = withoutMembers(spec.layout.groups, new Set(members));
  if (others.length >= MOST_GROUPS) return spec;
  return withLayout(spec, { groups: [...others, members] });
}

/** Takes the groups apart that one of them is in. */
export function ungroupWidgets(spec: DashboardSpec, ids: readonly string[]): DashboardSpec {
  const groups = spec.layout.groups ?? [];
  const kept = groups.filter((group) => !group.some((id) => ids.includes(id)));
  return kept.length === groups.length ? spec : withLayout(spec, { groups: kept });
}

/** Nails them where they are, or lets go of them. */
export function lockWidgets(spec: DashboardSpec, ids: readonly string[], lock: boolean): DashboardSpec {
  const before = spec.layout.locked ?? [];
  const there = ids.filter((id) => boxOf(spec, id));
  const locked = lock ? [...new Set([...before, ...there])] : before.filter((id) => !ids.includes(id));
  return locked.length === before.length ? spec : withLayout(spec, { locked });
}
