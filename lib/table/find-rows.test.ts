import { describe, expect, it } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import type { ResultColumn } from "@/lib/query/result";
import { cellLink } from "./cell-link";
import { cellState } from "./cell-state";
import { findCells, findQuery, nextHit } from "./find-rows";
import { filtersByValue, keepValues, leaveOut } from "./value-filter";

const brand: ResultColumn = { name: "brand", label: "브랜드", kind: "dimension", type: "string" };
const month: ResultColumn = { name: "m", label: "월", kind: "dimension", type: "date", grain: "month" };
const query: QueryInput = {
  dataset: "sales",
  dimensions: ["brand"],
  measures: ["orders", "margin", "roi"],
  sort: [{ column: "margin__delta", direction: "desc" }, { column: "brand" }],
  totals: ["grand"],
  limit: 20,
  offset: 40,
};

describe("find", () => {
  it("asks for all rows in the table's order, with the measures that make it", () => {
    expect(findQuery({ ...query, compare: "previous_period" })).toEqual({
      dataset: "sales",
      dimensions: ["brand"],
      measures: ["margin"],
      sort: query.sort,
      compare: "previous_period",
      limit: 10_000,
      offset: 0,
    });
    expect(findQuery({ ...query, sort: [] }).measures).toEqual([]);
    // Rows of the period before are rows too, and only a measure has one.
    expect(findQuery({ ...query, sort: [], compare: "previous_year" }).measures).toEqual(["orders"]);
  });

  it("finds text whatever its case and composition, and dates as they are written", () => {
    const rows = [["Doctor"], ["닥터트루".normalize("NFD")], [null], ["온담"]];
    const at = (search: string) =>
      findCells({ columns: [brand], rows }, ["brand"], search, "ko").map(({ position }) => position);
    expect(at("DOC")).toEqual([0]);
    expect(at("닥터")).toEqual([1]);
    expect(at(" ")).toEqual([]);
    const dates = { columns: [month], rows: [["2026-01-01"], ["2026-02-01"]] };
    expect(findCells(dates, ["m"], "2월", "ko")).toEqual([{ position: 1, column: "m" }]);
    expect(findCells({ columns: [{ ...brand, masked: true }], rows }, ["brand"], "온", "ko")).toEqual([]);
  });

  it("goes round, and begins where the reader is", () => {
    const hits = [2, 5, 30].map((position) => ({ position, column: "brand" }));
    expect(nextHit(hits, null, 1, 4)).toBe(1);
    expect(nextHit(hits, null, 1, 31)).toBe(0);
    expect(nextHit(hits, 2, 1)).toBe(0);
    expect(nextHit(hits, 0, -1)).toBe(2);
    expect(nextHit([], null, 1)).toBeNull();
  });
});

describe("filters from cells", () => {
  it("keep and leave out, nulls too, and add to what was left out", () => {
    expect(keepValues("brand", ["a", "a"])).toEqual({ name: "brand", op: "eq", values: ["a"] });
    expect(keepValues("brand", ["a", null])).toEqual({ name: "brand", op: "in", values: ["a", null] });
    expect(keepValues("brand", [null])).toEqual({ name: "brand", op: "is_null", values: [] });
    expect(leaveOut("brand", ["b"], keepValues("brand", ["a"]))).toEqual({
      name: "brand",
      op: "ne",
      values: ["b"],
    });
    expect(leaveOut("brand", ["b"], { name: "brand", op: "ne", values: ["a"] })).toEqual({
      name: "brand",
      op: "nin",
      values: ["a", "b"],
    });
    expect(leaveOut("brand", [null], undefined)).toEqual({ name: "brand", op: "is_not_null", values: [] });
  });

  it("are offered where a cell is what a filter compares", () => {
    expect(filtersByValue(brand)).toBe(true);
    expect(filtersByValue(brand, true)).toBe(false);
    expect(filtersByValue(month)).toBe(false);
    expect(filtersByValue({ ...month, grain: "day" })).toBe(true);
    expect(filtersByValue({ ...brand, aliased: true })).toBe(false);
    expect(filtersByValue({ ...brand, kind: "measure", type: "number" })).toBe(false);
  });
});

it("tells the states of a cell apart", () => {
  const number = { type: "number" } as const;
  expect([0, null, undefined, "n/a", "12.5"].map((value) => cellState(number, value))).toEqual([
    "value",
    "null",
    "pending",
    "error",
    "value",
  ]);
  expect(cellState({ ...number, masked: true }, null)).toBe("masked");
  expect(cellState({ type: "string", masked: true }, "•••")).toBe("masked");
});

it("makes a cell's address of its row, or none", () => {
  const sku = { name: "sku", column: { ...brand, name: "sku", link: "https://shop.test/{brand}/{sku}" } };
  const columns = [{ name: "brand", column: brand }, sku];
  expect(cellLink({ level: 0, cells: ["a b", "1/2"] }, columns, 1)).toBe("https://shop.test/a%20b/1%2F2");
  expect(cellLink({ level: 0, cells: [null, "1"] }, columns, 1)).toBeNull();
  expect(cellLink({ level: 1, cells: ["a", "1"] }, columns, 1)).toBeNull();
  expect(cellLink({ level: 0, cells: ["a", "1"] }, columns, 0)).toBeNull();
});
