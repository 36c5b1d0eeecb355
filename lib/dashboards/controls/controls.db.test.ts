import { afterAll, beforeAll, expect, test } from "vitest";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { cascadeBase } from "@/lib/dashboards/cascade";
import { parseControls } from "@/lib/dashboards/control-state";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { widgetQueries } from "@/lib/dashboards/widget-query";
import { Dataset } from "@/lib/datasets/schema";
import type { QueryInput } from "@/lib/query/query";
import { runQuery } from "@/lib/query/run-query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { valuesQuery } from "@/lib/table/values-query";
import { declare, Facts } from "@/tests/facts";

/** What controls ask, from the address to the database, against SQL written by hand over the same rows. */

const NAMES = [
  "100% wool",
  "100 wool",
  "a_b",
  "axb",
  "o'clock",
  'a "b"',
  "back\\slash",
  "닥터트루",
  "",
  null,
];
const WEIGHTS = ["-2.5", "-2.4999999999999999", "0", "7", "7.0000000000000001", "10", null];
const PARCELS = Dataset.parse({
  id: "parcels",
  label: "Parcels",
  source: "commerce",
  table: { schema: "commerce", name: "parcels" },
  dimensions: [
    { name: "name", label: "Name", type: "string" },
    { name: "place", label: "Place", type: "string" },
    { name: "weight", label: "Weight", type: "number" },
    { name: "day", label: "Day", type: "date" },
  ],
  measures: [
    { name: "amount", label: "Amount", aggregate: "sum", column: "amount" },
    { name: "rows", label: "Rows", aggregate: "count" },
  ],
  rows: "allRows",
});
const dataset = "parcels";
const spec = sampleSpec({
  controls: [
    { type: "select", name: "place", dataset, dimension: "place" },
    { type: "text", name: "words", dataset, dimension: "name" },
    { type: "number_range", name: "weight", dataset, dimension: "weight" },
    {
      type: "select",
      name: "fixed",
      dataset,
      dimension: "place",
      locked: true,
      default: ["Seoul", "Busan", null],
    },
    {
      type: "toggle",
      name: "heavy",
      label: "Heavy",
      dataset,
      filters: [{ name: "weight", op: "gt", values: [5] }],
    },
    { type: "metric_switch", name: "measure", label: "Measure", options: ["rows", "amount"] },
    { type: "grain_switch", name: "by", label: "By", dimension: "day", options: ["day", "month"] },
  ],
  widgets: [
    { id: "k", type: "kpi", dataset, measures: ["$measure"] },
    { id: "c", type: "chart", dataset, chart: { kind: "bar", x: { name: "$by" }, measure: "$measure" } },
    {
      id: "free",
      type: "kpi",
      dataset,
      measures: ["$measure"],
      ignores: ["place", "words", "weight", "heavy", "fixed"],
    },
  ],
  layout: {
    widgets: {
      k: { x: 0, y: 0, w: 100, h: 100 },
      c: { x: 0, y: 100, w: 100, h: 100 },
      free: { x: 0, y: 200, w: 100, h: 100 },
    },
  },
});

let facts: Facts | undefined;
const house = () => {
  if (!facts) throw new Error("the database is not open");
  return facts;
};
beforeAll(async () => {
  facts = await Facts.open();
  const { owner, database } = facts;
  declare(PARCELS);
  await owner`
    create table commerce.parcels as
    select name, place, weight::numeric, ('2026-01-01'::date + (n * 3)::int) as day, n as amount
    from unnest(${NAMES}::text[]) with ordinality as names(name, i),
      unnest(${WEIGHTS}::text[]) with ordinality as weights(weight, j),
      unnest(${["Seoul", "Busan", "Jeju", null]}::text[]) with ordinality as places(place, k),
      lateral (select i * 100 + j * 10 + k as n) as counted where n % 3 > 0 or place is null`;
  for (const role of [database.appRole, database.readerRole])
    await owner`grant select on commerce.parcels to ${owner(role)}`;
}, 60_000);
afterAll(() => facts?.close());

const ask = async (query: QueryInput) => (await runQuery(testViewer(), query)).rows;
const read = (address: string) =>
  parseControls(spec, new URLSearchParams(address), { now: new Date(0), timezone: "UTC" });

/** What one widget shows under an address. */
async function shown(id: string, address: string) {
  const { state } = read(address);
  const widget = spec.widgets.find((one) => one.id === id);
  if (!widget) throw new Error(`no widget ${id}`);
  const [first] = widgetQueries(applySwitches(widget, state), state);
  if (!first) throw new Error(`${id} asks nothing`);
  return ask(first.query);
}
const FIXED = "(place in ('Seoul', 'Busan') or place is null)";
const counted = async (where: string) => {
  const [row] = await house().owner.unsafe(
    `select count(*)::int n from commerce.parcels where ${where} and ${FIXED}`,
  );
  return row?.n;
};

test.each([
  ["100%", "name like '%100\\%%'"],
  ["_", "name like '%\\_%'"],
  ["A_B", "name = 'a_b'"],
  ["o'", "name = 'o''clock'"],
  ['"b"', "strpos(name, '\"b\"') > 0"],
  ["\\", "strpos(name, '\\') > 0"],
  ["닥터".normalize("NFD"), "name = '닥터트루'"],
  ["  wool ", "name like '%wool'"],
])("a text finds %j to the letter", async (words, where) => {
  const expected = await counted(where);
  expect(expected).toBeGreaterThan(0);
  expect(await shown("k", new URLSearchParams({ "f.words": words }).toString())).toEqual([[expected]]);
});

test.each([
  ["-2.5..7", "weight between -2.5 and 7"],
  ["-2.4999999999999999..7.0000000000000001", "weight between -2.4999999999999999 and 7.0000000000000001"],
  ["7..7", "weight = 7"],
  ["7.0000000000000001..", "weight >= 7.0000000000000001"],
  ["..-2.5", "weight <= -2.5"],
  ["..", "true"],
])("a range of numbers %s includes its ends, to the last digit", async (range, where) => {
  const expected = await counted(where);
  expect(expected).toBeGreaterThan(0);
  expect(await shown("k", `f.weight=${range}`)).toEqual([[expected]]);
});

test("null can be chosen beside values, and a toggle's filters hold together with the others", async () => {
  expect(await shown("k", "f.place=%5CN&f.place=Busan")).toEqual([
    [await counted("(place = 'Busan' or place is null)")],
  ]);
  expect(await shown("k", "f.place=%5CN&f.heavy=1&f.words=wool")).toEqual([
    [await counted("place is null and weight > 5 and name like '%wool'")],
  ]);
});

test("a locked control holds whatever the address forges", async () => {
  const whole = [[await counted("true")]];
  for (const address of ["f.fixed=Jeju", "f.fixed=", "f.fixed=Seoul&f.fixed=Jeju"]) {
    expect(read(address).notices).toMatchObject([{ param: "f.fixed", key: "locked" }]);
    expect(await shown("k", address)).toEqual(whole);
  }
  expect(await shown("k", "f.place=Jeju")).toEqual([[0]]);
});

test("a widget that ignores all filters counts all rows", async () => {
  const [row] = await house().owner`select count(*)::int n from commerce.parcels`;
  expect(await shown("free", "f.place=Jeju&f.words=wool&f.weight=7..7&f.heavy=1")).toEqual([[row?.n]]);
});

test("switches choose the measure and the grain", async () => {
  const months = await house().owner.unsafe(
    `select to_char(date_trunc('month', day), 'YYYY-MM-DD') m, sum(amount)::int a from commerce.parcels where ${FIXED} group by 1 order by 1`,
  );
  const rows = await shown("c", "f.measure=amount&f.by=month");
  expect([...rows].sort()).toEqual(months.map(({ m, a }) => [m, a]));
  const days = await house().owner.unsafe(
    `select to_char(day, 'YYYY-MM-DD') d, count(*)::int n from commerce.parcels where ${FIXED} group by 1`,
  );
  expect(await shown("c", "")).toHaveLength(days.length);
});

test("values are offered under the other controls, with their rows", async () => {
  const { state } = read("f.words=wool&f.weight=7..&f.place=Jeju");
  const base = cascadeBase({ name: "place", dataset }, state, false);
  const offered = await ask(valuesQuery(base, "place", "rows", ""));
  const expected = await house().owner.unsafe(
    `select place, count(*)::int n from commerce.parcels where name like '%wool' and weight >= 7 and ${FIXED}
     group by 1 order by 2 desc, 1`,
  );
  expect(offered).toEqual(expected.map(({ place, n }) => [place, n]));
  expect(offered.map(([value]) => value)).not.toContain("Jeju");
});
