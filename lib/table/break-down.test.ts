import { expect, test } from "vitest";
import { breakDown, totalParts } from "@/lib/table/break-down";
import type { KnownColumn } from "@/lib/table/known-columns";
import { type TableSource, tableTree } from "@/lib/table/table-tree";

const dimension = (name: string, type: KnownColumn["type"] = "string"): KnownColumn => ({
  name,
  label: name,
  kind: "dimension",
  type,
});
const source = (dimensions: string[]): TableSource => ({
  base: { dataset: "sales", dimensions, measures: ["margin"] },
  columns: [
    dimension("date", "date"),
    ...["channel", "sku", "product", "brand"].map((name) => dimension(name)),
    { name: "margin", label: "Margin", kind: "measure", type: "number" },
    { ...dimension("again"), aliased: true },
  ],
  hierarchies: [{ levels: ["brand", "product", "sku"] }],
});
const parts = (dimensions: string[], groups: string[] = []) =>
  totalParts(source(dimensions), tableTree(source(dimensions), { groups })).map(({ name }) => name);

test("the levels above the rows come first, coarsest before all; what is shown or drilled to is no part", () => {
  expect(parts(["sku"])).toEqual(["brand", "product", "channel"]);
  expect(parts(["product"])).toEqual(["brand", "channel"]);
  expect(parts(["brand"])).toEqual(["channel"]);
  expect(parts(["sku"], ["brand"])).toEqual(["product", "channel"]);
  expect(parts(["channel"])).toEqual(["sku", "product", "brand"]);
});

test("what stands across is no part: as a group it would stay where it is", () => {
  const across = tableTree(source(["sku"]), { pivot: { dimensions: [{ name: "channel" }] } });
  expect(totalParts(source(["sku"]), across).map(({ name }) => name)).toEqual(["brand", "product"]);
});

test("the parts stand above the groups there are, closed", () => {
  expect(breakDown({ groups: ["channel"], expanded: { levels: 1 } }, "brand")).toEqual({
    groups: ["brand", "channel"],
    expanded: {},
  });
});
