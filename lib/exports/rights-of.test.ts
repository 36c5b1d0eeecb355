import { expect, test } from "vitest";
import type { LoadedDataset } from "@/lib/datasets/load-datasets";
import { rightsOf } from "@/lib/exports/rights-of";

const VIEWER = {
  role: "viewer",
  groups: ["b", "a"],
  attributes: { region: ["x", "y"], team: ["z"] },
} as const;
const viewer = { ...VIEWER, groups: [...VIEWER.groups], attributes: { region: ["x", "y"], team: ["z"] } };
const loaded = (dataset: object) => ({ dataset }) as unknown as LoadedDataset;
const OPEN = { rows: "allRows", columns: [], joins: [] };
const masked = { ...OPEN, columns: [{ columns: ["wage"], effect: "masked", except: [], exceptGroups: [] }] };

test("are the same whatever the order they are named in", () => {
  const datasets = new Map([
    ["one", loaded(OPEN)],
    ["two", loaded(masked)],
  ]);
  const other = { ...viewer, groups: ["a", "b"], attributes: { team: ["z"], region: ["y", "x"] } };
  expect(rightsOf(other, new Map([...datasets].reverse()))).toBe(rightsOf(viewer, datasets));
});

test.each([
  [{ ...viewer, role: "editor" as const }, OPEN],
  [{ ...viewer, groups: ["a"] }, OPEN],
  [{ ...viewer, attributes: { region: ["x"], team: ["z"] } }, OPEN],
  [viewer, masked],
  [viewer, { ...OPEN, rows: [{ dimension: "region", attribute: "region", except: [], exceptGroups: [] }] }],
])("change with the person and with the datasets' rules: %j, %j", (person, dataset) => {
  expect(rightsOf(person, new Map([["one", loaded(dataset)]]))).not.toBe(
    rightsOf(viewer, new Map([["one", loaded(OPEN)]])),
  );
});
