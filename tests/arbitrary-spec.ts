/** Any dashboard there can be: every kind of control, widget, chart and layout, with texts that YAML likes to misread. */
import fc from "fast-check";
import { DashboardSpec } from "@/lib/dashboards/schema";

const ODD = [
  "브랜드 성과",
  '닥터트루 — \'24 "봄"',
  "👩‍👩‍👧 emoji 🇰🇷",
  "  leading",
  "trailing  ",
  "yes",
  "no",
  "null",
  "~",
  "true",
  "1e3",
  "0x1F",
  "012",
  "1_000",
  "-.inf",
  "2026-01-01",
  "12:30:45",
  "- dash",
  "# hash",
  "not a # comment",
  "a: b",
  "a:",
  "? key",
  "[x",
  "{x}",
  "&anchor",
  "*alias",
  "!tag",
  "%percent",
  "@at",
  "`tick",
  "|",
  "> folded",
  "---",
  "...",
  "<<",
  "'",
  '"',
  "\\n",
  "\ttab\t",
  "two\nlines",
  "two\nlines\n",
  "gap\n\n\n  indented\n\n",
  "\nfirst is empty",
  "carriage\r\nreturn",
  "line\u2028separator\u0085",
  "x".repeat(200),
] as const;

const storable = (text: string) => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/** Text of 1 to `max` characters. */
export const oddText = (max = 120): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 2, arbitrary: fc.constantFrom(...ODD) },
      { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: max, unit: "grapheme" }) },
      { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: max, unit: "binary" }) },
    )
    .filter((text) => text.length <= max && storable(text));

const trimmed = (max: number) =>
  oddText(max)
    .map((text) => text.trim())
    .filter((text) => text !== "");
const inBoth = (text: fc.Arbitrary<string>) => fc.oneof(text, fc.record({ en: text, ko: text }));
const local = inBoth(oddText());
const title = inBoth(trimmed(60));
/** Field by field, or left out. */
const part = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }, needed: (keyof T)[] = []) =>
  fc.record(fields, { requiredKeys: needed as never[] });
const some = <T>(item: fc.Arbitrary<T>, least = 1, most = 3) =>
  fc.array(item, { minLength: least, maxLength: most });
const one = <const T extends readonly unknown[]>(...values: T) =>
  fc.constantFrom(...values) as fc.Arbitrary<T[number]>;

const name = oddText(40).filter((text) => text !== "__proto__");
const grain = one("day", "week", "month");
const scalar = fc
  .oneof(oddText(40), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
  // YAML, like JSON, knows no negative zero.
  .map((value) => (Object.is(value, -0) ? 0 : value));
const filter = part({ name, op: one("in", "nin", "contains", "gte"), values: some(scalar, 0) }, [
  "name",
  "op",
]);
const filters = some(filter, 0, 2);
const sort = part({ column: name, direction: one("asc", "desc") }, ["column"]);
const byColumn = <T>(value: fc.Arbitrary<T>) =>
  fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });

const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
  .map((n) => (n === 0 ? 0 : n));
const rule = fc.oneof(
  part(
    {
      condition: one("lt", "gte", "ne"),
      value: number,
      style: part({ color: oddText(20), tone: one("negative", "accent") }),
    },
    ["condition", "value", "style"],
  ),
  fc.record({ condition: one("contains"), value: oddText(40), icon: one("flag", "star"), scope: one("row") }),
  fc.record({
    scale: fc.record({
      points: fc.constant([
        { at: "min" as const, color: "#fff" },
        { at: 0, color: "#00ff00" },
      ]),
    }),
  }),
  fc.record({ bar: part({ min: number, color: one("#abc") }), enabled: fc.boolean() }),
);
const config = part({
  metrics: some(name),
  sort: fc.oneof(sort, some(sort, 0)),
  filters,
  conditionalFormatting: some(
    part({ column: name, match: one("all"), rules: some(rule, 0) }, ["column", "rules"]),
    0,
  ),
  columnWidths: byColumn(fc.integer({ min: 24, max: 2000 })),
  frozenColumns: some(name),
  order: some(name),
  groups: some(name),
  pivot: part(
    { dimensions: some(fc.oneof(name, part({ name, grain }, ["name"])), 0, 2), sort: some(sort, 0, 2) },
    ["dimensions"],
  ),
  expanded: part({ levels: fc.oneof(one("all"), fc.nat(9)), open: some(some(scalar), 0, 2) }),
  labels: byColumn(trimmed(40)),
  formats: byColumn(part({ style: one("percent"), decimals: fc.nat(4), suffix: oddText(4) })),
  displays: byColumn(
    fc.oneof(
      fc.record({ kind: one("badge") }),
      part({ kind: one("progress"), target: fc.integer({ min: 1, max: 99 }), of: name }, ["kind"]),
    ),
  ),
  align: byColumn(one("start", "end")),
  grandTotal: fc.boolean(),
  density: one("compact"),
});

const axis = part({ name, grain }, ["name"]);
const references = some(
  part({ at: fc.oneof(number, one("average")), label: local, role: one("goal") }, ["at"]),
  0,
  2,
);
const annotations = some(part({ at: oddText(60), text: local }, ["at", "text"]), 0, 2);
const chart = fc.oneof(
  part(
    {
      kind: one("bar", "line", "area"),
      x: axis,
      measure: name,
      series: name,
      stack: fc.oneof(fc.boolean(), one("percent")),
      maxSeries: fc.integer({ min: 1, max: 20 }),
      references,
      annotations,
    },
    ["kind", "x", "measure"],
  ),
  part({ kind: one("combo"), x: axis, bars: some(name), lines: some(name), lineAxis: one("left") }, [
    "kind",
    "x",
    "bars",
    "lines",
  ]),
  part({ kind: one("pie", "donut"), by: name, measure: name, maxSlices: fc.integer({ min: 2, max: 20 }) }, [
    "kind",
    "by",
    "measure",
  ]),
  part({ kind: one("scatter"), points: name, x: name, y: name, size: name }, ["kind", "points", "x", "y"]),
  fc.record({ kind: one("heatmap"), x: axis, y: axis, measure: name }),
  fc.record({ kind: one("calendar"), date: name, measure: name }),
  fc.record({ kind: one("treemap"), by: some(name, 1, 2), measure: name }),
  fc.record({ kind: one("funnel"), measures: some(name, 2, 4) }),
  part({ kind: one("waterfall"), x: axis, measure: name, total: fc.boolean() }, ["kind", "x", "measure"]),
  part({ kind: one("histogram"), of: name, measure: name, bins: fc.integer({ min: 2, max: 100 }) }, [
    "kind",
    "of",
    "measure",
  ]),
);

const crossFilter = part({ sends: fc.boolean(), takes: fc.boolean() });
const drillThrough = some(
  part({ dashboard: one("other", "null", "1"), label: local, carry: fc.oneof(one("all"), some(name, 0)) }, [
    "dashboard",
  ]),
  0,
  2,
);
const asked = { dataset: name, filters, staleMinutes: fc.integer({ min: 1, max: 60 }), crossFilter };
const head = { title: local, description: local };
const widgetBody = fc.oneof(
  part({ ...head, type: one("text"), text: local }, ["type", "text"]),
  part({ ...head, type: one("section"), title: local, collapsed: fc.boolean() }, ["type", "title"]),
  part({ ...head, ...asked, type: one("kpi"), measures: some(name), goals: byColumn(number) }, [
    "type",
    "dataset",
    "measures",
  ]),
  part({ ...head, ...asked, type: one("chart"), chart, drillThrough }, ["type", "dataset", "chart"]),
  part(
    {
      ...head,
      ...asked,
      type: one("table"),
      dimensions: some(fc.oneof(name, part({ name, grain, as: name }, ["name"]))),
      config,
      drillThrough,
    },
    ["type", "dataset", "dimensions"],
  ),
);

const id = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
    fc.constantFrom("1", "10", "2", "null", "-", "0x1", "yes", "1e3"),
  )
  .filter((value) => !(value in {}));
const ids = (most: number) => fc.uniqueArray(id, { maxLength: most });

const named = { dataset: name, dimension: name, label: local, locked: fc.boolean() };
const options = fc.uniqueArray(
  name.filter((text) => text.length <= 40),
  { minLength: 2, maxLength: 4 },
);
const controlBody = fc.oneof(
  part(
    {
      type: one("select"),
      ...named,
      multiple: fc.constant(true),
      cascade: fc.boolean(),
      default: some(fc.option(oddText(40)), 0),
    },
    ["type", "dataset", "dimension"],
  ),
  part({ type: one("text"), ...named, default: oddText() }, ["type", "dataset", "dimension"]),
  part(
    { type: one("number_range"), ...named, default: part({ from: fc.integer({ max: 0 }), to: fc.nat() }) },
    ["type", "dataset", "dimension"],
  ),
  part({ type: one("toggle"), dataset: name, label: local, filters: some(filter), default: fc.boolean() }, [
    "type",
    "dataset",
    "label",
    "filters",
  ]),
  fc
    .tuple(local, options)
    .map(([label, list]) => ({ type: "dimension_switch" as const, label, options: list, default: list[1] })),
  fc.tuple(local, options, local).map(([label, list, other]) => ({
    type: "metric_switch" as const,
    label,
    options: list.map((to) => ({ name: to, label: other })),
  })),
  fc.record({
    type: one("grain_switch"),
    label: local,
    dimension: name,
    options: fc.constant(["day" as const, "month" as const]),
  }),
);
const range = part(
  {
    type: one("date_range"),
    dimension: name,
    default: fc.constant({ from: "now-28d", to: "now-1d" }),
    compare: one("previous_year"),
  },
  ["type", "dimension", "default"],
);

const box = fc.record({
  x: fc.nat(5000),
  y: fc.nat(5000),
  w: fc.integer({ min: 1, max: 999 }),
  h: fc.integer({ min: 1, max: 999 }),
});
const subset = <T>(list: readonly T[]) => fc.shuffledSubarray([...list]);

/** A dashboard as people write it: what has a default may be left out. It always parses. */
export const arbitraryInput = fc
  .record({
    head: part(
      {
        slug: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/).filter((slug) => !(slug in {})),
        name: title,
        description: local,
        isPublic: fc.boolean(),
        schema: fc.constant(1 as const),
        folder: fc.oneof(fc.constant(null), trimmed(40)),
        tags: fc.constant(["봄", "yes", "1e3"]),
      },
      ["slug", "name"],
    ),
    range: fc.option(range, { nil: undefined }),
    controls: ids(4).chain((list) =>
      fc.tuple(...list.map((key) => controlBody.map((body) => ({ name: key, ...body })))),
    ),
    pages: fc.option(
      ids(3).chain((list) => fc.tuple(...list.map((key) => title.map((text) => ({ id: key, title: text }))))),
      { nil: undefined },
    ),
    widgets: ids(6).chain((list) =>
      fc.tuple(...list.map((key) => fc.tuple(fc.constant(key), widgetBody, box, fc.nat()))),
    ),
    width: fc.option(fc.integer({ min: 320, max: 8000 }), { nil: undefined }),
    grid: fc.option(fc.integer({ min: 2, max: 200 }), { nil: undefined }),
    ignores: fc.boolean(),
  })
  .chain(({ head: top, pages, widgets, ...rest }) => {
    const all = widgets.map(([key]) => key);
    return fc
      .record({ phone: subset(all), locked: subset(all), grouped: subset(all) })
      .map(({ phone, locked, grouped }) => {
        const tabs = pages && pages.length > 0 ? pages : undefined;
        const controls = [...(rest.range ? [rest.range] : []), ...rest.controls];
        return {
          ...top,
          ...(controls.length > 0 ? { controls } : {}),
          ...(tabs ? { pages: tabs } : {}),
          widgets: widgets.map(([key, body]) => ({
            id: key,
            ...body,
            ...(rest.ignores && rest.range && "dataset" in body ? { ignores: ["date"] } : {}),
          })),
          layout: {
            ...(rest.width === undefined ? {} : { width: rest.width }),
            ...(rest.grid === undefined ? {} : { grid: rest.grid }),
            widgets: Object.fromEntries(
              widgets.map(([key, , place, at]) => [
                key,
                { ...place, ...(tabs && at % 2 ? { page: tabs[at % tabs.length]?.id } : {}) },
              ]),
            ),
            ...(phone.length > 0 ? { phone } : {}),
            ...(locked.length > 0 ? { locked } : {}),
            ...(grouped.length > 1 ? { groups: [grouped] } : {}),
          },
        };
      });
  });

/** A checked dashboard: defaults filled in. */
export const arbitrarySpec: fc.Arbitrary<DashboardSpec> = arbitraryInput.map((input) =>
  DashboardSpec.parse(input),
);
