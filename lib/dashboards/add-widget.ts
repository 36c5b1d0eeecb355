import "server-only";
import { z } from "zod";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { asksData } from "@/lib/dashboards/asks-data";
import type { Control } from "@/lib/dashboards/control";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { freePlace } from "@/lib/dashboards/free-place";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import type { Box } from "@/lib/dashboards/layout";
import { widgetsOn } from "@/lib/dashboards/page-address";
import { type Dashboard, type DashboardSpecInput, Slug, Widget } from "@/lib/dashboards/schema";
import { slugOf } from "@/lib/dashboards/slug-of";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { AppError, invalidInput } from "@/lib/errors";
import { type Filter, TimeRange } from "@/lib/query/query";
import { resolveDay } from "@/lib/query/relative-date";

/** The canvas of a new dashboard, px. */
const CANVAS = 1152;
const SIZES: Record<Widget["type"], Pick<Box, "w" | "h">> = {
  kpi: { w: CANVAS, h: 92 },
  chart: { w: CANVAS, h: 320 },
  table: { w: CANVAS, h: 416 },
  text: { w: CANVAS, h: 120 },
  section: { w: CANVAS, h: 40 },
};

export const NewWidget = z
  .object({
    to: z.union([
      /** One that is there, with the version that was read. */
      z.object({ dashboard: Slug, version: z.number().int().min(1) }).strict(),
      /** A new one of this name. */
      z.object({ name: z.string().trim().min(1).max(200) }).strict(),
    ]),
    /** Its id is given here. */
    widget: Widget,
    /** The days it was seen with. */
    time: TimeRange.optional(),
    compare: z.enum(["previous_period", "previous_year"]).optional(),
  })
  .strict();
export type NewWidget = z.infer<typeof NewWidget>;

export interface AddedWidget {
  slug: string;
  id: string;
  version: number;
  /** Whether the dashboard's date range is over the widget's days; if not, the days it was seen with are a filter of its own. */
  follows: boolean;
}

function idIn(widgets: Dashboard["widgets"], type: string): string {
  const taken = new Set(widgets.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${type}-${number}`)) number++;
  return `${type}-${number}`;
}

/** The dimension of a dashboard's date range. */
const rangeOf = (controls: readonly Control[]): string | undefined =>
  controls.flatMap((control) => (control.type === "date_range" ? [control.dimension] : []))[0];

/** Relative days become the days they are: a filter of a widget has no clock. */
function daysFilter(viewer: Viewer, time: TimeRange): Filter {
  const now = new Date();
  const day = (side: "from" | "to") => {
    const found = resolveDay(time[side], side, now, viewer.timezone, viewer);
    if (found === null) throw invalidInput(`time.${side}`, "badDay");
    return found;
  };
  return { name: time.name, op: "between", values: [day("from"), day("to")] };
}

/**
 * Puts a widget into a free place of a dashboard's first page, or into a new one, and publishes it. Whoever may change it. On a dashboard with a
 * date range the widget follows that; else it keeps the days it was seen with.
 * @throws AppError CONFLICT_001 when somebody published meanwhile; INPUT_001 (broken in parts, unknown names); NOT_FOUND, AUTH_004
 */
export async function addWidget(
  viewer: Viewer,
  { to, widget, time, compare }: NewWidget,
): Promise<AddedWidget> {
  authorize(viewer, "name" in to ? "dashboard.create" : "dashboard.update");
  if ("name" in to) {
    const id = idIn([], widget.type);
    const controls: Control[] = time
      ? [
          {
            type: "date_range",
            dimension: time.name,
            default: { from: time.from, to: time.to },
            ...(compare ? { compare } : {}),
          },
        ]
      : [];
    const spec: DashboardSpecInput = {
      slug: slugOf(to.name),
      name: to.name,
      controls,
      widgets: [{ ...widget, id }],
      layout: { width: CANVAS, widgets: { [id]: { x: 0, y: 0, ...SIZES[widget.type] } } },
    };
    const { slug, version } = await createDashboard(viewer, { format: "json", value: spec });
    return { slug, id, version, follows: time !== undefined };
  }

  const dashboard = await getDashboard(viewer, to.dashboard);
  // Written back without its broken parts they would be lost.
  if (dashboard.issues?.length) throw new AppError("INPUT_001", { key: "formatBroken" });
  const id = idIn(dashboard.widgets, widget.type);
  const range = rangeOf(dashboard.controls);
  const follows = time !== undefined && range === time.name;
  const days = time && !follows && asksData(widget) ? [daysFilter(viewer, time)] : [];
  const added = asksData(widget)
    ? { ...widget, id, filters: [...widget.filters, ...days] }
    : { ...widget, id };
  const { layout, pages } = dashboard;
  const onFirst = widgetsOn(pages?.[0]?.id, dashboard, dashboard.widgets).map(({ id: one }) => one);
  const first = Object.fromEntries(Object.entries(layout.widgets).filter(([one]) => onFirst.includes(one)));
  const place = freePlace({ ...layout, widgets: first }, SIZES[widget.type]);
  const value = {
    ...dashboard,
    version: to.version,
    widgets: [...dashboard.widgets, added],
    layout: { ...layout, widgets: { ...layout.widgets, [id]: place } },
  };
  const { slug, version } = await updateDashboard(viewer, dashboard.slug, { format: "json", value });
  return { slug, id, version, follows };
}
