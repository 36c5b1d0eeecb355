/** A dashboard as one document, the same in the editor, the API and YAML. */
import { z } from "zod";
import type { Share } from "@/lib/access/can";
import { ChartSpec } from "@/lib/chart/chart-spec";
import { asksData } from "@/lib/dashboards/asks-data";
import { Control, ControlName, named } from "@/lib/dashboards/control";
import { controlKey, DATE_NAME, isSwitch } from "@/lib/dashboards/control-kinds";
import { type Box, Layout, layoutFaults, Page, Title, WidgetId } from "@/lib/dashboards/layout";
import { Tags } from "@/lib/dashboards/place";
import { LocalText } from "@/lib/format/format";
import { DimensionRef, Filter } from "@/lib/query/query";
import { TableConfig } from "@/lib/table/table-config";

/** The format of the document; older ones are migrated on read. */
export const DASHBOARD_SCHEMA = 1;

export const Slug = named(/^[a-z0-9][a-z0-9-]{0,79}$/, "badSlug");

const widgetBase = {
  id: WidgetId,
  title: LocalText.optional(),
  description: LocalText.optional(),
};
/** So many minutes old an answer of older data may be to be shown at once; the newer follows as soon as it is read. */
const staleMinutes = z.number().int().min(1).max(60).optional();
/** Filters that do not hold for this widget, by their controls' names; the date range is `date`. */
const ignores = z.array(ControlName).max(20).optional();

/** Whether what is chosen on a widget filters the others, and whether it is filtered by theirs: both unless it says no. */
export const CrossFiltering = z
  .object({ sends: z.boolean().optional(), takes: z.boolean().optional() })
  .strict();

/** Another dashboard that a mark or row leads to, with its value and what is chosen here. */
export const DrillThrough = z
  .object({
    dashboard: Slug,
    /** Instead of the dashboard's name. */
    label: LocalText.optional(),
    /** What goes along: all that is chosen, or the controls named: a select by its name, the date range by its dimension. */
    carry: z.union([z.literal("all"), z.array(z.string().min(1).max(100)).max(20)]).default("all"),
  })
  .strict();
export type DrillThrough = z.infer<typeof DrillThrough>;

const crossed = { crossFilter: CrossFiltering.optional() };
const drilled = { ...crossed, drillThrough: z.array(DrillThrough).max(10).optional() };

export const KpiWidget = z
  .object({
    ...widgetBase,
    ...crossed,
    type: z.literal("kpi"),
    dataset: z.string(),
    measures: z.array(z.string()).min(1).max(8),
    /** What a measure should come to in the period, by its name, in its unit. */
    goals: z.record(z.string().min(1).max(100), z.number()).optional(),
    filters: z.array(Filter).default([]),
    ignores,
    staleMinutes,
  })
  .strict();
export type KpiWidget = z.infer<typeof KpiWidget>;

export const ChartWidget = z
  .object({
    ...widgetBase,
    ...drilled,
    type: z.literal("chart"),
    dataset: z.string(),
    chart: ChartSpec,
    filters: z.array(Filter).default([]),
    ignores,
    staleMinutes,
  })
  .strict();
export type ChartWidget = z.infer<typeof ChartWidget>;

export const TableWidget = z
  .object({
    ...widgetBase,
    ...drilled,
    type: z.literal("table"),
    dataset: z.string(),
    dimensions: z.array(DimensionRef).min(1),
    filters: z.array(Filter).default([]),
    ignores,
    staleMinutes,
    config: TableConfig.default({}),
  })
  .strict();
export type TableWidget = z.infer<typeof TableWidget>;

export const TextWidget = z.object({ ...widgetBase, type: z.literal("text"), text: LocalText }).strict();
export type TextWidget = z.infer<typeof TextWidget>;

/** A heading over the widgets below it, down to the next one: it closes and opens over them. */
export const SectionWidget = z
  .object({ ...widgetBase, type: z.literal("section"), title: LocalText, collapsed: z.boolean().optional() })
  .strict();
export type SectionWidget = z.infer<typeof SectionWidget>;

export const Widget = z.discriminatedUnion("type", [
  KpiWidget,
  ChartWidget,
  TableWidget,
  TextWidget,
  SectionWidget,
]);
export type Widget = z.infer<typeof Widget>;

/** A widget that asks its dataset something. */
export type DataWidget = Exclude<Widget, TextWidget | SectionWidget>;

/**
 * What people write: everything but what the server keeps (id, version, owner, dates).
 * `slug` is chosen at creation and stays.
 */
export const DashboardSpec = z
  .object({
    slug: Slug,
    name: Title,
    description: LocalText.optional(),
    schema: z.literal(DASHBOARD_SCHEMA).default(DASHBOARD_SCHEMA),
    isPublic: z.boolean().default(false),
    /** The path of a folder that is there, `Marketing/Brand`; null: in none. As it was when left out. */
    folder: z.string().trim().min(1).max(600).nullish(),
    /** As they were when left out. */
    tags: Tags.optional(),
    controls: z.array(Control).max(20).default([]),
    /** Tabs, in order. */
    pages: z.array(Page).min(1).max(50).optional(),
    /** Later ones lie above earlier ones. */
    widgets: z.array(Widget).max(200),
    layout: Layout,
  })
  .strict()
  .superRefine((spec, ctx) => {
    const fault = (path: (string | number)[], key: string, name: string, message: string) =>
      ctx.addIssue({ code: "custom", path, message, params: { key, values: { name } } });
    const names = new Set<string>();
    spec.controls.forEach((control, i) => {
      // The URL has one `from` and `to`, so one date range; and the names of the others differ.
      const key = controlKey(control);
      if (names.has(key) && control.type !== "date_range")
        fault(["controls", i, "name"], "usedTwice", control.name, `“${control.name}” is used twice`);
      else if (names.has(key))
        fault(["controls", i, "type"], "oneDateRange", key, "there is a date range already");
      names.add(key);
    });
    const filters = spec.controls.flatMap((control) =>
      isSwitch(control) ? [] : control.type === "date_range" ? [DATE_NAME] : [control.name],
    );
    spec.widgets.forEach((widget, w) => {
      if (!asksData(widget)) return;
      widget.ignores?.forEach((name, i) => {
        if (filters.includes(name)) return;
        fault(["widgets", w, "ignores", i], "noControl", name, `no filter “${name}”`);
      });
    });
    for (const found of layoutFaults(spec.layout, spec.widgets, spec.pages)) fault(...found);
  });
export type DashboardSpec = z.infer<typeof DashboardSpec>;
export type DashboardSpecInput = z.input<typeof DashboardSpec>;

/** What is said of a publication, beside the document: kept with its version, never a part of what is read. */
export const Message = z
  .string()
  .trim()
  .max(500)
  .nullish()
  .transform((text) => text || undefined);

/** What the server keeps beside the spec: ignored where a document comes in. */
export const SERVER_FIELDS = [
  "id",
  "version",
  "ownerId",
  "share",
  "createdAt",
  "updatedAt",
  "issues",
  "raw",
] as const;

/** A part of a stored document that does not fit the format: it is left out, the rest works. */
export interface SpecIssue {
  /** As in the stored document: `widgets.2.chart.measure`. */
  path: string;
  /** English, from the schema. */
  message: string;
  /** The widget left out for it, and its place, where they are known. */
  widgetId?: string;
  box?: Box;
}

/** A dashboard as `GET /dashboards/{slug}` answers: the spec and what the server keeps. */
export type Dashboard = DashboardSpec & {
  id: string;
  version: number;
  ownerId: string | null;
  /** What it was shared as with whoever reads this, themselves or by a group of theirs. */
  share: Share;
  createdAt: string;
  updatedAt: string;
  /** Only when parts of the stored document are broken. */
  issues?: SpecIssue[];
};

/** A dashboard in a list. */
export interface DashboardSummary {
  id: string;
  slug: string;
  /** In the viewer's language. */
  name: string;
  description: string | null;
  ownerId: string | null;
  /** Null for those that came with a pack or whose owner left. */
  ownerName: string | null;
  isPublic: boolean;
  /** Whether groups or people beside the owner may open it. */
  isShared: boolean;
  isFavorite: boolean;
  /** Its folder's path; null: in none. */
  folder: string | null;
  folderId: string | null;
  tags: string[];
  /** Whether the viewer may change it. */
  canEdit: boolean;
  version: number;
  /** ISO 8601. */
  updatedAt: string;
}
