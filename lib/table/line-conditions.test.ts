import { expect, it } from "vitest";
import type { KnownColumn } from "@/lib/table/known-columns";
import { lineConditions } from "@/lib/table/line-conditions";

const columns: Pick<KnownColumn, "name" | "type">[] = [
  { name: "brand", type: "string" },
  { name: "month", type: "date" },
  { name: "date", type: "date" },
  { name: "size", type: "number" },
];
const tree = {
  levels: [["brand"], [{ name: "date", grain: "month" as const, as: "month" }, "size"], ["date"]],
};
const open = new Set(["brand", "date", "size"]);
const of = (path: (string | number | null)[], only?: string) =>
  lineConditions(tree, path, columns, open, only);
const month = { dimension: "date", grain: "month", from: "2026-02-01", to: "2026-02-28" };

it("stands for its values from the top, time for all of its days", () => {
  expect(of(["A"])).toEqual([{ dimension: "brand", values: ["A"] }]);
  expect(of([null, "2026-02-01", 5])).toEqual([
    { dimension: "brand", values: [null] },
    month,
    { dimension: "size", values: ["5"] },
  ]);
  expect(of([])).toEqual([]);
});

it("takes the finer of a dimension that stands there twice", () => {
  expect(of(["A", "2026-02-01", 5, "2026-02-03"])[1]).toEqual({
    dimension: "date",
    grain: "day",
    from: "2026-02-03",
    to: "2026-02-03",
  });
});

it("stands for one column where that is meant, and never for what its reader may not filter by", () => {
  expect(of(["A", "2026-02-01", 5], "month")).toEqual([month]);
  expect(of(["A", "2026-02-01", 5], "margin")).toEqual([]);
  expect(lineConditions(tree, ["A", null, 5], columns, new Set(["size"]))).toEqual([
    { dimension: "size", values: ["5"] },
  ]);
});
