/** A dashboard as a YAML file that changes only where the dashboard did. Pure. */
import { Document, isMap, isPair, isScalar, visit } from "yaml";
import type { Dashboard, DashboardSpec } from "@/lib/dashboards/schema";

const ORDER = [
  "slug",
  "name",
  "description",
  "folder",
  "tags",
  "version",
  "schema",
  "isPublic",
  "controls",
  "pages",
  "widgets",
  "layout",
] as const;
/** Keys that lead a part, in this order; the others follow by their names. */
const LEADING = [
  "id",
  "type",
  "name",
  "title",
  "description",
  "dataset",
  "column",
  "en",
  "ko",
  "x",
  "y",
  "w",
  "h",
];

const rank = (key: string) => {
  const place = LEADING.indexOf(key);
  return place === -1 ? LEADING.length : place;
};
const byKey = (a: string, b: string) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => byKey(a, b)).map(([key, inner]) => [key, inOrder(inner)]),
  );
}

/** A layout's parts in the order they are read: the canvas, its places, what the editor and phones make of them. */
function inLayout(layout: DashboardSpec["layout"], places: ReadonlyMap<string, unknown>) {
  const { width, grid, phone, groups, locked } = layout;
  const parts = Object.entries({ width, grid, widgets: places, phone, groups, locked });
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/** The document's nodes: keys in a fixed order, boxes on one line, widgets' places in the widgets' order. */
export function toNodes(dashboard: DashboardSpec | Dashboard): Document {
  const places = dashboard.widgets.flatMap(({ id }) => {
    const box = dashboard.layout.widgets[id];
    return box ? [[id, inOrder(box)] as const] : [];
  });
  const source: Record<string, unknown> = {
    ...dashboard,
    layout: inLayout(dashboard.layout, new Map(places)),
  };
  const rest = Object.keys(source)
    .filter((key) => !ORDER.some((known) => known === key))
    .sort();
  const ordered = new Map<string, unknown>();
  for (const key of [...ORDER, ...rest])
    if (source[key] !== undefined) ordered.set(key, key === "layout" ? source.layout : inOrder(source[key]));

  const document = new Document(ordered, { aliasDuplicateObjects: false });
  visit(document, {
    Map(_, node, path) {
      const parent = path.at(-1);
      const isBox = node.has("x") && node.has("w") && node.has("h");
      if (isBox && isPair(parent) && isScalar(parent.key)) node.flow = true;
      return isMap(node) && node.flow ? visit.SKIP : undefined;
    },
  });
  return document;
}

/** The document as YAML 1.2, laid out as {@link toNodes} says. */
export const toYaml = (dashboard: DashboardSpec | Dashboard): string =>
  toNodes(dashboard).toString({ lineWidth: 0 });
