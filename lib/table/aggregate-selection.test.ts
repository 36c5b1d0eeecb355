import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { aggregateSelection } from "./aggregate-selection";
import { addCell, extendTo, selectAll, selectCell } from "./cell-selection";
import { GRAND_LEVEL, type GridLine } from "./grid-line";

const won = { style: "currency", currency: "KRW" } as const;
const brand: ResultColumn = { name: "brand", label: "브랜드", kind: "dimension", type: "string" };
const margin: ResultColumn = {
  name: "margin",
  label: "마진",
  kind: "measure",
  type: "number",
  format: won,
  additive: true,
};
const cost: ResultColumn = { ...margin, name: "cost" };
const orders: ResultColumn = {
  ...margin,
  name: "orders",
  format: { style: "number", suffix: "건" },
};
const roi: ResultColumn = {
  ...margin,
  name: "roi",
  format: { style: "percent" },
  additive: false,
};
const columns = [brand, margin, cost, orders, roi].map((column) => ({ column }));
const line = (...cells: (Cell | undefined)[]): GridLine => ({ level: 0, cells });
const lines = [
  line("a", 0.1, "9007199254740993", 3, 10),
  line("b", 0.2, null, 0, 20),
  line("c", null, 1, undefined, 60),
  { level: GRAND_LEVEL, cells: [null, 0.3, "9007199254740994", 3, 31] },
];
const range = (top: number, left: number, bottom: number, right: number) =>
  extendTo(selectCell({ row: top, column: left }), { row: bottom, column: right });

describe("the status bar's figures", () => {
  it("are exact, count values and gaps apart, and take zero for a value", () => {
    expect(aggregateSelection(range(0, 1, 2, 1), lines, columns)).toMatchObject({
      rows: 3,
      columns: 1,
      count: 2,
      numbers: 2,
      nulls: 1,
      sum: "0.3",
      average: "0.15",
      min: "0.1",
      max: "0.2",
    });
    expect(aggregateSelection(range(0, 3, 1, 3), lines, columns)).toMatchObject({
      count: 2,
      min: "0",
      sum: "3",
    });
    // A double would lose the last digit.
    expect(aggregateSelection(range(0, 2, 2, 2), lines, columns).sum).toBe("9007199254740994");
  });

  it("add across columns of one unit and not across two", () => {
    expect(aggregateSelection(range(0, 1, 0, 2), lines, columns)).toMatchObject({
      sum: "9007199254740993.1",
      mixed: false,
    });
    expect(aggregateSelection(range(0, 1, 0, 3), lines, columns)).toMatchObject({
      sum: null,
      max: null,
      average: null,
      mixed: true,
      numbers: 3,
      column: null,
    });
    expect(aggregateSelection(range(0, 0, 1, 1), lines, columns)).toMatchObject({
      count: 4,
      numbers: 2,
      sum: "0.3",
    });
  });

  it("do not add ratios", () => {
    expect(aggregateSelection(range(0, 4, 2, 4), lines, columns)).toMatchObject({
      sum: null,
      average: "30",
      ratio: true,
      min: "10",
      max: "60",
    });
  });

  it("leave out a total that is selected with its parts, and read it alone", () => {
    expect(aggregateSelection(range(0, 1, 3, 1), lines, columns)).toMatchObject({
      rows: 4,
      sum: "0.3",
      withoutTotals: true,
    });
    expect(aggregateSelection(range(3, 1, 3, 1), lines, columns)).toMatchObject({
      sum: "0.3",
      withoutTotals: false,
    });
  });

  it("say what is not known: not come, or not to be seen", () => {
    expect(aggregateSelection(range(0, 3, 2, 3), lines, columns)).toMatchObject({ unknown: 1, count: 2 });
    const secret = [{ column: { ...margin, masked: true } }];
    expect(
      aggregateSelection(selectAll({ rows: 2, columns: 1 }), [line(null), line(5)], secret),
    ).toMatchObject({
      unknown: 2,
      nulls: 0,
      numbers: 0,
      sum: null,
    });
  });

  it("count a cell of two ranges once, and cells between ranges not at all", () => {
    const twice = addCell(addCell(range(0, 1, 1, 1), { row: 1, column: 1 }), { row: 0, column: 2 });
    expect(aggregateSelection(twice, lines, columns)).toMatchObject({
      numbers: 3,
      sum: "9007199254740993.3",
    });
  });

  it("equal integer arithmetic over any cells", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.maxSafeInteger()), { minLength: 1, maxLength: 50 }), (values) => {
        const all = values.map((value) => line(value));
        const shown = [{ column: margin }];
        const found = aggregateSelection(selectAll({ rows: all.length, columns: 1 }), all, shown);
        const numbers = values.filter((value) => value !== null).map(BigInt);
        expect(found.numbers + found.nulls).toBe(values.length);
        expect(found.sum).toBe(numbers.length === 0 ? null : String(numbers.reduce((a, b) => a + b, 0n)));
      }),
    );
  });
});

describe("rows that have not come", () => {
  const lines: GridLine[] = [];
  lines[0] = { level: 0, cells: ["a", 1, 2, 3, 4] };
  lines[2] = { level: 0, cells: ["c", 10, 2, 3, 4] };
  lines.length = 1_000_000;

  it("leave no figure, only how much is selected", () => {
    const three = extendTo(selectCell({ row: 0, column: 1 }), { row: 2, column: 2 });
    expect(aggregateSelection(three, lines, columns)).toMatchObject({
      rows: 3,
      columns: 2,
      unknown: 6,
      sum: null,
    });
    const all = selectAll({ rows: 1_000_000, columns: 5 });
    expect(aggregateSelection(all, lines, columns)).toMatchObject({ rows: 1_000_000, columns: 5, sum: null });
  });

  it("do not hide the figures of those that have", () => {
    const two = addCell(selectCell({ row: 0, column: 1 }), { row: 2, column: 1 });
    expect(aggregateSelection(two, lines, columns)).toMatchObject({ rows: 2, sum: "11", unknown: 0 });
  });
});
