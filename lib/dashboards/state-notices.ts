import "server-only";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { asksData } from "@/lib/dashboards/asks-data";
import { unreachedBy } from "@/lib/dashboards/control-reach";
import { describeNotices } from "@/lib/dashboards/describe-controls";
import type { DashboardState } from "@/lib/dashboards/read-state";
import type { Widget } from "@/lib/dashboards/schema";
import type { Words } from "@/lib/i18n/words";
import { readFormats } from "@/lib/table/format-param";
import { knownColumns } from "@/lib/table/known-columns";
import { parseTableState } from "@/lib/table/search-params";

/** What an address and its view say in vain, in the reader's words: the page and its files show something else than was asked for. */
export function stateNotices(
  viewer: Viewer,
  { datasets, dashboard, notices, infos, view, cross }: DashboardState,
  address: URLSearchParams,
  words: Words,
): string[] {
  const formats = can(viewer, "view.format") ? readFormats : null;
  const ignored = dashboard.widgets.flatMap((widget) => {
    const dataset = widget.type === "table" ? datasets.get(widget.dataset) : undefined;
    if (widget.type !== "table" || !dataset) return [];
    return parseTableState(address, widget.id, knownColumns(dataset, widget.dimensions), formats).ignored;
  });
  const dropped = [...new Set(Object.values(view.dropped).flat())];
  return [
    ...describeNotices(notices, infos, words),
    ...cross.notices.map(({ key, param, value }) => words(`dashboards.notices.${key}`, { param, value })),
    ...ignored.map(({ param, value, reason }) =>
      words(`dashboard.ignored.${reason}`, { param, value: value.slice(0, 60) }),
    ),
    ...(view.missing ? [words("dashboards.notices.viewMissing")] : []),
    ...(dropped.length > 0
      ? [words("dashboards.notices.droppedColumns", { count: dropped.length, names: dropped.join(", ") })]
      : []),
  ];
}

/** The controls that do nothing to a widget, in the reader's words; undefined where all reach it. */
export function unfilteredText(
  widget: Widget,
  { datasets, dashboard, infos }: Pick<DashboardState, "datasets" | "dashboard" | "infos">,
  words: Words,
): string | undefined {
  const dimensions = asksData(widget) ? datasets.get(widget.dataset)?.dimensions : undefined;
  const names = unreachedBy(widget, dashboard, new Set(dimensions?.map(({ name }) => name)));
  const labels = names.map((name) => infos[name]?.label ?? words("dashboard.range.label"));
  return dimensions && names.length > 0
    ? words("dashboard.unfiltered", { names: labels.join(", ") })
    : undefined;
}
