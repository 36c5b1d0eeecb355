/** What the oracle says, held against examples computed by hand from docs/query.md. */
import { describe, expect, test } from "vitest";
import { askOracle as ask, row, sale } from "@/tests/tiny-questions";

describe("levels", () => {
  test("a total's ratio is that of the sums, not the mean of the rows' ratios", () => {
    const rows = [sale("a", "x", 10, 1), sale("b", "x", 10, 9), sale("b", "y", 5, 10)];
    const result = ask(
      { dimensions: ["brand", "channel"], measures: ["rate"], totals: ["grand", "subtotals"] },
      rows,
    );
    expect(result.rows).toEqual([
      ["a", "x", 1000],
      ["b", "x", 1000 / 9],
      ["b", "y", 50],
    ]);
    // Of brand b 1500 ÷ 19, of all 2500 ÷ 20.
    expect(result.subtotals).toEqual([
      {
        dimensions: ["brand"],
        rows: [
          ["a", null, 1000],
          ["b", null, 1500 / 19],
        ],
      },
    ]);
    expect(result.grandTotal).toEqual({ rate: 125 });
  });

  test("a filter on measures keeps groups, a null one too, and totals are those of the kept rows", () => {
    const rows = [sale(null, "x", 4, 2), sale(null, "y", 3, 1), sale("a", "x", 9, 1), sale("a", null, 2, 5)];
    const result = ask(
      {
        dimensions: ["brand", "channel"],
        measures: ["amount", "kinds", "orders"],
        filters: [{ name: "qty", op: "gte", values: [2] }],
        totals: ["grand", "subtotals"],
      },
      rows,
    );
    expect(result.rows).toEqual([
      ["a", null, 2, 0, 1],
      [null, "x", 4, 0, 1],
    ]);
    expect(result.subtotals?.[0]?.rows).toEqual([
      ["a", null, 2, 0, 1],
      [null, null, 4, 0, 1],
    ]);
    expect(result.grandTotal).toEqual({ amount: 6, kinds: 0, orders: 2 });
  });

  test("distinct values and percentiles are taken again at every level", () => {
    const rows = [1, 2, 4, 8].map((size, i) =>
      row({ brand: i < 2 ? "a" : "b", product: "p", size, amount: BigInt(size) * 10_000n }),
    );
    const result = ask(
      { dimensions: ["brand"], measures: ["kinds", "middle", "p90", "mean"], totals: ["grand"] },
      rows,
    );
    // Of 1 2 4 8 the middle lies halfway between 2 and 4, p90 at 2.7: seven tenths from 4 to 8.
    expect(result.rows[1]).toEqual(["b", 1, 6, 4 + 4 * 0.9, 6]);
    expect(result.grandTotal).toEqual({ kinds: 1, middle: 3, p90: 4 + 4 * (0.9 * 3 - 2), mean: 3.75 });
  });

  test("without dimensions there is one row, unless a filter on measures takes it", () => {
    expect(ask({ measures: ["qty", "orders"] }, []).rows).toEqual([[null, 0]]);
    const filters = [{ name: "orders", op: "gt" as const, values: [0] }];
    const result = ask({ measures: ["qty", "orders"], filters, totals: ["grand"] }, []);
    expect(result.rows).toEqual([]);
    expect(result.grandTotal).toEqual({ qty: null, orders: 0 });
  });
});

describe("order", () => {
  const rows = [sale("a", "x", 1, 7), sale("a", "y", 1, 1), sale("b", "x", 1, 5), sale("b", "y", 1, 6)];
  const input = {
    dimensions: ["brand", "channel"],
    measures: ["qty"],
    sort: [{ column: "qty", direction: "desc" as const }],
  };

  test("without subtotals rows stand by their own values", () => {
    expect(ask(input, rows).rows.map((line) => line[2])).toEqual([7, 6, 5, 1]);
  });

  test("with subtotals siblings stand by what they are at their level", () => {
    const result = ask({ ...input, totals: ["subtotals"], limit: 2, offset: 1 }, rows);
    // b has 11, a 8; the page cuts rows alone.
    expect(result.subtotals?.[0]?.rows.map(([brand]) => brand)).toEqual(["b", "a"]);
    expect(result.rows).toEqual([
      ["b", "x", 5],
      ["a", "x", 7],
    ]);
    expect(result.truncated).toBe(true);
  });

  test("with subtotals a dimension sorts at its own level only", () => {
    const sort = [
      { column: "channel", direction: "desc" as const },
      { column: "qty", direction: "desc" as const },
    ];
    const result = ask({ ...input, sort, totals: ["subtotals"] }, rows);
    expect(result.rows.map((line) => line.slice(0, 2).join(""))).toEqual(["by", "bx", "ay", "ax"]);
  });

  test("nulls come last both ways", () => {
    const some = [sale(null, null, null, null), sale("a", null, 2, null), sale("b", null, 3, null)];
    for (const direction of ["asc", "desc"] as const)
      for (const column of ["brand", "amount"]) {
        const result = ask(
          { dimensions: ["brand"], measures: ["amount"], sort: [{ column, direction }] },
          some,
        );
        expect(result.rows[2]).toEqual([null, null]);
      }
  });
});

describe("top and others", () => {
  const rows = [
    sale("a", "x", 10, 1),
    sale("b", "x", 8, 2),
    sale("b", "y", 2, 8),
    sale("c", "y", 10, 4),
    sale("d", "x", null, 9),
  ];

  test("ties go by the dimension, nulls last; the rest is computed from its own rows", () => {
    const top = { dimension: "brand", n: 2, by: "amount" };
    const result = ask({ dimensions: ["brand"], measures: ["amount", "rate"], top, totals: ["grand"] }, rows);
    expect(result.rows).toEqual([
      ["a", 10, 1000],
      ["b", 10, 100],
    ]);
    // c and d: 10 over 13 pieces.
    expect(result.others).toEqual({ dimension: "brand", rows: [[null, 10, 1000 / 13]] });
    expect(result.grandTotal).toEqual({ amount: 30, rate: 3000 / 24 });
  });

  test("levels without its dimension cover both, levels with it are split", () => {
    const top = { dimension: "brand", n: 1, by: "qty" };
    const result = ask({ dimensions: ["channel", "brand"], measures: ["qty"], top, totals: ["subtotals"] }, [
      ...rows,
      sale("b", "x", 1, 1),
    ]);
    // b has 11 pieces, d 9.
    expect(result.rows).toEqual([
      ["x", "b", 3],
      ["y", "b", 8],
    ]);
    expect(result.subtotals).toEqual([
      {
        dimensions: ["channel"],
        rows: [
          ["x", null, 13],
          ["y", null, 12],
        ],
      },
    ]);
    expect(result.others).toEqual({
      dimension: "brand",
      rows: [
        ["x", null, 10],
        ["y", null, 4],
      ],
      subtotals: [],
    });
    const turned = ask(
      { dimensions: ["brand", "channel"], measures: ["qty"], top, totals: ["subtotals"] },
      rows,
    );
    expect(turned.subtotals?.[0]?.rows).toEqual([["b", null, 10]]);
    expect(turned.others?.subtotals).toEqual([{ dimensions: ["brand"], rows: [[null, null, 14]] }]);
  });
});

describe("pivot", () => {
  const rows = [sale("a", "x", 1, 1), sale("a", "y", 2, 5), sale("b", "y", 4, 2), sale("b", null, 8, 1)];
  const pivot = { dimensions: ["channel"], limit: 2 };

  test("what a row has no group of is null, never 0; totals hold the columns that were cut", () => {
    const result = ask({ dimensions: ["brand"], measures: ["orders"], pivot, totals: ["grand"] }, rows);
    expect(result.columns.map(({ name }) => name)).toEqual([
      "brand",
      'orders@["x"]',
      'orders@["y"]',
      "orders",
    ]);
    expect(result.rows).toEqual([
      ["a", 1, 1, 2],
      ["b", null, 1, 2],
    ]);
    expect(result.grandTotal).toEqual({ 'orders@["x"]': 1, 'orders@["y"]': 2, orders: 4 });
    expect(result.columnsTruncated).toBe(true);
  });

  test("columns stand by their totals, rows by a pivoted column", () => {
    const result = ask(
      {
        dimensions: ["brand"],
        measures: ["qty"],
        pivot: { ...pivot, sort: [{ column: "qty", direction: "desc" }], rowTotals: false },
        sort: [{ column: 'qty@["x"]', direction: "desc" }],
      },
      [...rows, sale("c", "x", 0, 9)],
    );
    expect(result.columns.map(({ name }) => name)).toEqual(["brand", 'qty@["x"]', 'qty@["y"]']);
    expect(result.rows).toEqual([
      ["c", 9, null],
      ["a", 1, 5],
      ["b", null, 2],
    ]);
  });

  test("has whole combinations within 2,000 columns", () => {
    const many = Array.from({ length: 501 }, (_, i) => row({ qty: 1, size: i }));
    const measures = ["qty", "orders", "counted", "amount", "rate"];
    const columnsOf = (count: number) =>
      ask(
        { measures: measures.slice(0, count), pivot: { dimensions: ["size"], limit: 500, rowTotals: false } },
        many,
      ).columns.length;
    expect([1, 3, 4, 5].map(columnsOf)).toEqual([500, 1500, 2000, 2000]);
    const time = { name: "day", from: "2026-01-01", to: "2026-01-01" };
    const dated = many.map((one) => ({ ...one, day: "2026-01-01" }));
    const compared = ask(
      {
        measures: measures.slice(0, 3),
        pivot: { dimensions: ["size"], limit: 500 },
        time,
        compare: "previous_year",
      },
      dated,
    );
    // 166 times twelve, and twelve of the row.
    expect(compared.columns).toHaveLength(2004);
    expect(compared.columnsTruncated).toBe(true);
  });

  test("is compared like anything else, and keeps groups of row and column together", () => {
    const dated = (day: string, channel: string, qty: number) => row({ day, channel, qty });
    const result = ask(
      {
        measures: ["qty"],
        pivot,
        time: { name: "day", from: "2026-01-02", to: "2026-01-02" },
        compare: "previous_period",
      },
      [dated("2026-01-02", "x", 5), dated("2026-01-01", "y", 2)],
    );
    expect(result.columns.map(({ name }) => name).slice(0, 4)).toEqual([
      'qty@["x"]',
      'qty__previous@["x"]',
      'qty__delta@["x"]',
      'qty__change@["x"]',
    ]);
    expect(result.rows).toEqual([[5, null, 5, null, null, 2, -2, -100, 5, 2, 3, 150]]);
  });
});
