import { expect, test } from "vitest";
import { Dataset } from "@/lib/datasets/schema";
import { planRollup } from "@/lib/rollups/plan-rollup";
import { dictionaryName, newTableName, tableStem } from "@/lib/rollups/rollup-names";
import { type BuiltRollup, daysBehind, mergeWindows, type RollupState } from "@/lib/rollups/rollup-state";
import { ROLLED, ROLLED_LOOKUPS, ROLLED_PRODUCTS } from "@/lib/rollups/testing/rolled-dataset";

const planned = (name: string, dataset: Dataset = ROLLED) => {
  const rollup = dataset.rollups.find((candidate) => candidate.name === name);
  if (!rollup) throw new Error(name);
  return planRollup(dataset, rollup, new Map([...ROLLED_LOOKUPS, [dataset.id, dataset]]));
};
const changed = (changes: object): Dataset => Dataset.parse({ ...structuredClone(ROLLED), ...changes });

const brands = planned("brands");
const built: BuiltRollup = {
  name: "brands",
  table: "rolled__brands 00000000",
  fingerprint: brands.fingerprint,
  version: 5,
  lookups: { rolled_products: 2 },
  rows: 10,
  months: false,
  state: "ready",
  error: null,
};
const state = (changes: Partial<RollupState> = {}, own: Partial<BuiltRollup> = {}): RollupState => ({
  versions: { rolled: 7, rolled_products: 2 },
  built: [{ ...built, ...own }],
  changes: [
    { version: 6, from: "2026-01-03", to: "2026-01-05" },
    { version: 7, from: "2026-01-05", to: "2026-01-06" },
  ],
  ...changes,
});

test("the days changed since, as few windows", () => {
  expect(daysBehind(brands, state())).toEqual([{ from: "2026-01-03", to: "2026-01-06" }]);
  expect(daysBehind(brands, state({}, { version: 6 }))).toEqual([{ from: "2026-01-05", to: "2026-01-06" }]);
  expect(daysBehind(brands, state({}, { version: 7 }))).toEqual([]);
});

test.each([
  ["never built", {}, { table: null, fingerprint: null, version: null }],
  ["defined otherwise", {}, { fingerprint: "other" }],
  ["a version nobody noted", { changes: [{ version: 7, from: "2026-01-05", to: "2026-01-06" }] }, {}],
  [
    "a change of who knows what",
    {
      changes: [
        { version: 6, from: null, to: null },
        { version: 7, from: "2026-01-05", to: "2026-01-06" },
      ],
    },
    {},
  ],
  ["data that went back", { versions: { rolled: 4, rolled_products: 2 }, changes: [] }, {}],
  ["data nobody counts", { versions: { rolled_products: 2 } }, { version: 7 }],
  ["another lookup", { versions: { rolled: 7, rolled_products: 3 } }, { version: 7 }],
  ["a lookup nobody counts", { versions: { rolled: 7 } }, { version: 7 }],
] as [string, Partial<RollupState>, Partial<BuiltRollup>][])("%s: all of it is behind", (_, changes, own) => {
  expect(daysBehind(brands, state(changes, own))).toBe("all");
});

test("days are those of the dataset's default time: a rollup by another, or by none, is behind as a whole", () => {
  const timeless = planned("timeless");
  const own = { name: "timeless", fingerprint: timeless.fingerprint, lookups: {} };
  // Its measures join the lookup as well.
  expect(timeless.lookups).toEqual(["rolled_products"]);
  expect(daysBehind(timeless, state({}, { ...own, lookups: { rolled_products: 2 } }))).toBe("all");
  expect(daysBehind(timeless, state({}, { ...own, lookups: { rolled_products: 2 }, version: 7 }))).toEqual(
    [],
  );
  const other = planned("brands", changed({ defaultTime: "at" }));
  expect(daysBehind(other, state({}, { fingerprint: other.fingerprint }))).toBe("all");
});

test("windows in order, those that meet as one", () => {
  const windows = [
    { from: "2026-02-01", to: "2026-02-03" },
    { from: "2026-01-01", to: "2026-01-31" },
    { from: "2026-01-10", to: "2026-01-12" },
    { from: "2026-02-03", to: "2026-02-04" },
  ];
  expect(mergeWindows(windows)).toEqual([
    { from: "2026-01-01", to: "2026-01-31" },
    { from: "2026-02-01", to: "2026-02-04" },
  ]);
});

test("whatever decides a table's rows changes the fingerprint; labels and readers do not", () => {
  const of = (changes: object) => planned("brands", changed(changes)).fingerprint;
  const dimensions = (name: string, change: object) => ({
    dimensions: ROLLED.dimensions.map((d) => (d.name === name ? { ...d, ...change } : d)),
  });
  expect(of({})).toBe(brands.fingerprint);
  expect(of(dimensions("brand", { label: "Other", hidden: true }))).toBe(brands.fingerprint);
  expect(of({ rows: "allRows" })).toBe(brands.fingerprint);
  expect(of(dimensions("brand", { column: "brand" }))).not.toBe(brands.fingerprint);
  expect(of({ table: { schema: "commerce", name: "other" } })).not.toBe(brands.fingerprint);
  const products = Dataset.parse({
    ...structuredClone(ROLLED_PRODUCTS),
    table: { schema: "commerce", name: "p2" },
  });
  const lookups = new Map([...ROLLED_LOOKUPS, [products.id, products]]);
  expect(planRollup(ROLLED, brands.rollup, lookups).fingerprint).not.toBe(brands.fingerprint);
});

test("names fit an identifier and stay apart, however long", () => {
  const long = "a".repeat(63);
  expect(newTableName("sales", "brands")).toMatch(/^sales__brands [0-9a-f]{8}$/);
  expect(newTableName(long, long)).toHaveLength(63);
  expect(tableStem(long, `${long.slice(1)}b`)).not.toBe(tableStem(long, long));
  expect(dictionaryName(long, long)).toHaveLength(63);
  expect(dictionaryName(long, long)).not.toBe(dictionaryName(long, `${long.slice(1)}b`));
  expect(newTableName("sales", "brands")).not.toBe(newTableName("sales", "brands"));
});
