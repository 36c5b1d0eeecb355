/** Stored documents of any age, as today's spec. Pure. */
import type { z } from "zod";
import { Control } from "@/lib/dashboards/control";
import { controlKey } from "@/lib/dashboards/control-kinds";
import { Box, Layout, Page } from "@/lib/dashboards/layout";
import { DASHBOARD_SCHEMA, DashboardSpec, type SpecIssue, Widget } from "@/lib/dashboards/schema";
import { withoutLostFilters } from "@/lib/dashboards/without-lost-filters";

type Document = Record<string, unknown>;
/** Turns a document of format `n` into one of format `n + 1`; `STEPS[n]`. */
export type MigrationSteps = Readonly<Record<number, (document: Document) => Document>>;

const STEPS: MigrationSteps = {};
const DEFAULT_WIDTH = 1152;
/** As the schema has it. */
const MOST = { controls: 20, pages: 50, widgets: 200 } as const;

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Raises a document to format `target`, one step at a time, never changing the one handed in.
 * A document without `schema`, of a newer format, or of one no step knows is handed back as it is: parsing names what is wrong.
 */
export function migrateDocument(
  document: unknown,
  steps: MigrationSteps = STEPS,
  target: number = DASHBOARD_SCHEMA,
): unknown {
  if (!isDocument(document) || typeof document.schema !== "number") return document;
  let current: Document = document;
  for (let schema = document.schema; schema < target; schema++) {
    const step = Object.hasOwn(steps, schema) ? steps[schema] : undefined;
    if (!step) return document;
    current = { ...step(structuredClone(current)), schema: schema + 1 };
  }
  return current;
}

const toIssues = (error: z.ZodError, prefix: string[], more: Omit<SpecIssue, "path" | "message"> = {}) =>
  error.issues.map((issue) => ({
    path: [...prefix, ...issue.path.map(String)].join("."),
    message: issue.message,
    ...more,
  }));

/** Reads `parts` one by one: the good ones, and for each broken one its issues. */
function readParts<T>(
  parts: unknown,
  name: string,
  schema: z.ZodType<T>,
  locate: (part: unknown) => Omit<SpecIssue, "path" | "message">,
): { good: T[]; issues: SpecIssue[] } {
  if (parts === undefined) return { good: [], issues: [] };
  if (!Array.isArray(parts)) return { good: [], issues: [{ path: name, message: "expected a list" }] };
  const good: T[] = [];
  const issues: SpecIssue[] = [];
  parts.forEach((part, i) => {
    const parsed = schema.safeParse(part);
    if (parsed.success) good.push(parsed.data);
    else issues.push(...toIssues(parsed.error, [name, String(i)], locate(part)));
  });
  return { good, issues };
}

/** What of a list of ids names widgets that are there, each once. */
function readIds(stored: unknown, ids: ReadonlySet<string>): string[] {
  if (!Array.isArray(stored)) return [];
  return [...new Set(stored.filter((id): id is string => typeof id === "string" && ids.has(id)))];
}

/** What the editor and phones make of the places, as far as it fits. */
function readExtras(layout: Document, ids: ReadonlySet<string>): Partial<Layout> {
  const grid = Layout.shape.grid.safeParse(layout.grid).data;
  const phone = readIds(layout.phone, ids);
  const locked = readIds(layout.locked, ids);
  const free = new Set(ids);
  const groups = (Array.isArray(layout.groups) ? layout.groups : [])
    .map((group) => readIds(group, free))
    .filter((group) => group.length > 1 && group.every((id) => free.delete(id)));
  return {
    ...(grid === undefined ? {} : { grid }),
    ...(phone.length > 0 ? { phone } : {}),
    ...(locked.length > 0 ? { locked } : {}),
    ...(groups.length > 0 ? { groups } : {}),
  };
}

/** Boxes for `widgets`: those stored and whole, the others below everything. */
function readLayout(stored: unknown, widgets: Widget[], pages: readonly Page[]): Layout {
  const layout: Document = isDocument(stored) ? stored : {};
  const boxes: Document = isDocument(layout.widgets) ? layout.widgets : {};
  const width = Layout.shape.width.safeParse(layout.width).data ?? DEFAULT_WIDTH;
  const placed: Layout = { width, widgets: {}, ...readExtras(layout, new Set(widgets.map(({ id }) => id))) };
  const known = new Set(pages.map(({ id }) => id));
  let bottom = 0;
  for (const { id } of widgets) {
    const box = Object.hasOwn(boxes, id) ? Box.safeParse(boxes[id]).data : undefined;
    if (!box) continue;
    const { page, ...place } = box;
    placed.widgets[id] = page !== undefined && known.has(page) ? box : place;
    bottom = Math.max(bottom, box.y + box.h);
  }
  // Below what lies at the end of all numbers is no place.
  if (!Number.isSafeInteger(bottom + 240 * widgets.length)) bottom = 0;
  for (const { id } of widgets) {
    if (Object.hasOwn(placed.widgets, id)) continue;
    placed.widgets[id] = { x: 0, y: bottom, w: width, h: 240 };
    bottom += 240;
  }
  return placed;
}

const firstOf = <T>(items: T[], key: (item: T) => string): T[] => {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
};

/**
 * A stored document as today's spec. Broken parts are left out and named, so that the rest still works.
 * @param fallback what the row holds, for a document whose own head is broken.
 */
export function readSpec(
  config: unknown,
  fallback: { slug: string; name: string } = { slug: "untitled", name: "Untitled" },
  steps?: MigrationSteps,
): { spec: DashboardSpec; issues: SpecIssue[] } {
  const migrated = migrateDocument(config, steps);
  const whole = DashboardSpec.safeParse(migrated);
  if (whole.success) return { spec: whole.data, issues: [] };

  const document: Document = isDocument(migrated) ? migrated : {};
  const boxes: Document =
    isDocument(document.layout) && isDocument(document.layout.widgets) ? document.layout.widgets : {};
  const widgets = readParts(document.widgets, "widgets", Widget, (part) => {
    const id = isDocument(part) && typeof part.id === "string" ? part.id : undefined;
    const box = id !== undefined && Object.hasOwn(boxes, id) ? Box.safeParse(boxes[id]).data : undefined;
    return { ...(id === undefined ? {} : { widgetId: id }), ...(box ? { box } : {}) };
  });
  const controls = readParts(document.controls, "controls", Control, () => ({}));
  const shape = DashboardSpec.shape;
  const goodControls = firstOf(controls.good, controlKey).slice(0, MOST.controls);
  const goodWidgets = firstOf(widgets.good, (widget) => widget.id)
    .slice(0, MOST.widgets)
    .map((widget) => withoutLostFilters(widget, goodControls));
  const pages = readParts(document.pages, "pages", Page, () => ({}));
  const goodPages = firstOf(pages.good, (page) => page.id).slice(0, MOST.pages);
  const spec: DashboardSpec = {
    slug: shape.slug.safeParse(document.slug).data ?? fallback.slug,
    name: shape.name.safeParse(document.name).data ?? fallback.name,
    description: shape.description.safeParse(document.description).data,
    schema: DASHBOARD_SCHEMA,
    isPublic: document.isPublic === true,
    controls: goodControls,
    ...(goodPages.length > 0 ? { pages: goodPages } : {}),
    widgets: goodWidgets,
    layout: readLayout(document.layout, goodWidgets, goodPages),
  };
  if (spec.description === undefined) delete spec.description;
  // The parts' own issues locate the widget; the whole document's name everything else.
  const located = [...widgets.issues, ...controls.issues, ...pages.issues];
  const known = new Set(located.map((issue) => issue.path));
  const rest = toIssues(whole.error, []).filter((issue) => !known.has(issue.path));
  const issues = [...located, ...rest];
  if (!isDocument(migrated)) issues.unshift({ path: "", message: "not a document" });
  return { spec, issues: firstOf(issues, (issue) => `${issue.path}\n${issue.message}`) };
}
