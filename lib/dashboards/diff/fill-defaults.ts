/** A document with what it leaves out filled in, as its schema would, without the schema: the browser uses this too. Pure. */

type Part = Readonly<Record<string, unknown>>;

export const isPart = (value: unknown): value is Part =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The part without what is undefined, over what stands where it is silent. */
function over(defaults: Part, part: Part): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(part)) if (value !== undefined) filled[key] = value;
  return filled;
}

const each = (list: unknown, fill: (part: Part) => unknown): unknown =>
  Array.isArray(list) ? list.map((item) => (isPart(item) ? fill(item) : item)) : list;

/** A field filled in where the part has it. */
const within = (part: Record<string, unknown>, key: string, fill: (value: unknown) => unknown) =>
  part[key] === undefined ? part : { ...part, [key]: fill(part[key]) };

const filters = (list: unknown) => each(list, (filter) => over({ values: [] }, filter));
const sort = (value: unknown): unknown =>
  isPart(value) ? over({ direction: "asc" }, value) : each(value, sort);

function fillConfig(value: unknown): unknown {
  if (!isPart(value)) return value;
  const config = within(within(over({}, value), "sort", sort), "filters", filters);
  return within(config, "pivot", (pivot) => (isPart(pivot) ? within(over({}, pivot), "sort", sort) : pivot));
}

const CHARTS: Readonly<Record<string, Part>> = {
  bar: { stack: false, maxSeries: 8 },
  line: { stack: false, maxSeries: 8 },
  area: { stack: false, maxSeries: 8 },
  combo: { lineAxis: "right" },
  pie: { maxSlices: 8 },
  donut: { maxSlices: 8 },
  waterfall: { total: true },
  histogram: { bins: 20 },
};

function fillChart(value: unknown): unknown {
  if (!isPart(value)) return value;
  const kind = String(value.kind);
  const chart = over(Object.hasOwn(CHARTS, kind) ? (CHARTS[kind] ?? {}) : {}, value);
  return within(chart, "references", (list) => each(list, (line) => over({ role: "reference" }, line)));
}

function fillWidget(widget: Part): unknown {
  const asks = widget.type === "kpi" || widget.type === "chart" || widget.type === "table";
  const defaults = asks ? { filters: [], ...(widget.type === "table" ? { config: {} } : {}) } : {};
  let filled = within(over(defaults, widget), "filters", filters);
  filled = within(filled, "chart", fillChart);
  filled = within(filled, "config", fillConfig);
  return within(filled, "drillThrough", (list) => each(list, (drill) => over({ carry: "all" }, drill)));
}

const fillControl = (control: Part): unknown =>
  within(over(control.type === "select" ? { default: [] } : {}, control), "filters", filters);

/**
 * The document with every default of its schema, and without what is undefined; never the one handed in.
 * What does not fit the format is handed through.
 */
export function fillDefaults<T>(document: T): T {
  if (!isPart(document)) return document;
  let filled = over({ schema: 1, isPublic: false, controls: [] }, document);
  filled = within(filled, "controls", (list) => each(list, fillControl));
  filled = within(filled, "widgets", (list) => each(list, fillWidget));
  filled = within(filled, "layout", (layout) => (isPart(layout) ? over({ width: 1152 }, layout) : layout));
  return filled as T;
}
