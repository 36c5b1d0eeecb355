/** Measures, comparisons and calculations, held against examples computed by hand from docs/query.md. */
import { describe, expect, test } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import { askOracle as ask, row, sale } from "@/tests/tiny-questions";

describe("measures", () => {
  test("money is exact, and what JSON can't hold is text", () => {
    const rows = [sale("a", "x", 0.1, 1), sale("a", "x", 0.2, 1)];
    for (const one of rows) one.huge = 9_007_199_254_740_993n;
    expect(ask({ measures: ["amount", "net", "huge"] }, rows).rows).toEqual([
      [0.3, -3.7, "18014398509481986"],
    ]);
  });

  test("a measure's filters restrict its rows alone", () => {
    const naver = [0, -1, null].map((size) => row({ channel: "naver", size, amount: 10_000n }));
    const rows = [...naver, row({ channel: "y", size: 5, amount: 10_000n })];
    rows[0] = { ...row(rows[0] ?? {}), product: "누룽지" };
    // Of 누룽지's entries the smallest is soft.
    const result = ask({ measures: ["naver", "naver_orders", "soft", "orders"] }, rows);
    expect(result.rows).toEqual([[1, 2, 1, 4]]);
  });

  test("what is divided by nothing is null", () => {
    const rows = [sale("a", "x", 5, 2), sale("a", "x", 5, -2)];
    expect(ask({ measures: ["rate", "share", "yield"] }, rows).rows).toEqual([[null, 1, null]]);
    expect(ask({ measures: ["yield"] }, [...rows, sale("a", "x", 1, null)]).rows).toEqual([[11]]);
  });

  test("null makes null, comparisons with null hold for neither outcome, and coalesce fills", () => {
    const nothing = [sale("a", "x", null, null)];
    expect(ask({ measures: ["net", "banded", "filled"] }, nothing).rows).toEqual([[null, null, 1]]);
    expect(ask({ measures: ["banded"] }, [sale("a", "x", null, 0)]).rows).toEqual([[0]]);
    expect(ask({ measures: ["banded"] }, [sale("a", "x", -1, -1)]).rows).toEqual([[null]]);

    const tern = (rows: ReturnType<typeof row>[]) =>
      ask(
        { measures: ["tern"] },
        rows.map((one) => ({ ...one, huge: 5n })),
      ).rows[0]?.[0];
    // Few and many pieces: not false; pieces unknown with few orders: unknown; with many orders: surely false.
    expect(tern([sale("a", "x", 7, 2)])).toBe(7);
    expect(tern([sale("a", "x", 7, 1)])).toBe(-5);
    expect(tern([sale("a", "x", 7, null)])).toBe(7);
    expect(tern([1, 2, 3].map(() => sale("a", "x", 7, null)))).toBe(-15);
  });
});

describe("comparisons", () => {
  const dated = (day: string, brand: string, amount: number | null, qty: number | null) => ({
    ...sale(brand, "x", amount, qty),
    day,
  });
  const time = { name: "day", from: "2026-01-03", to: "2026-01-04" };
  const rows = [
    dated("2026-01-03", "a", 6, 2),
    dated("2026-01-02", "a", -4, 4),
    dated("2026-01-01", "b", 5, 5),
    dated("2026-01-04", "c", 1, null),
    dated("2025-12-31", "d", 9, 9),
  ];
  const input: Omit<QueryInput, "dataset"> = {
    dimensions: ["brand"],
    measures: ["amount", "rate"],
    time,
    compare: "previous_period",
  };

  test("a group of either window is one; sums take a missing side for nothing, ratios need both", () => {
    expect(ask({ ...input, totals: ["grand"] }, rows)).toMatchObject({
      rows: [
        // The change is of the size of −4; 300 − (−100), four times as much.
        ["a", 6, -4, 10, 250, 300, -100, 400, 400],
        ["b", null, 5, -5, -100, null, 100, null, null],
        ["c", 1, null, 1, null, null, null, null, null],
      ],
      grandTotal: { amount: 7, amount__previous: 1, amount__delta: 6, amount__change: 600 },
    });
  });

  test("under a filter on measures a group without current rows does not stay", () => {
    const filters = [{ name: "orders", op: "lt" as const, values: [5] }];
    const result = ask({ ...input, measures: ["orders"], filters }, rows);
    expect(result.rows).toEqual([
      ["a", 1, 1, 0, 0],
      ["c", 1, 0, 1, null],
    ]);
  });

  test("earlier rows stand where they are compared, a year after 28 February too", () => {
    const days = ask({ ...input, dimensions: ["day"], measures: ["orders"] }, rows);
    expect(days.rows).toEqual([
      ["2026-01-03", 1, 1, 0, 0],
      ["2026-01-04", 1, 1, 0, 0],
    ]);
    const leap = ask(
      {
        dimensions: ["day"],
        measures: ["orders"],
        time: { name: "day", from: "2024-02-29", to: "2024-03-01" },
        compare: "previous_year",
      },
      ["2024-02-29", "2023-02-28", "2023-03-01", "2023-02-27"].map((day) => row({ day })),
    );
    expect(leap.rows).toEqual([
      ["2024-02-29", 1, 1, 0, 0],
      ["2024-03-01", 0, 1, -1, -100],
    ]);
  });
});

describe("calculations", () => {
  type Calculation = NonNullable<QueryInput["calculations"]>[number];
  const rows = [
    sale("a", "x", 10, 1),
    sale("a", "y", 30, 3),
    sale("b", "x", 20, 4),
    sale("b", "y", null, 3),
    sale("c", "x", 30, 5),
  ];
  const column = (calculation: Omit<Calculation, "name">, changes: object = {}) => {
    const calculations = [{ name: "said", ...calculation }];
    const result = ask({ dimensions: ["brand", "channel"], calculations, ...changes }, rows);
    return { ...result, said: result.rows.map((line) => line.at(-1)) };
  };

  test("a running ratio is that of the sums; it starts anew within", () => {
    expect(column({ kind: "running_total", of: "amount" }).said).toEqual([10, 40, 60, 60, 90]);
    expect(column({ kind: "running_total", of: "rate" }).said).toEqual([
      1000,
      1000,
      750,
      6000 / 11,
      9000 / 16,
    ]);
    const within = column({ kind: "running_total", of: "rate", within: ["brand"] });
    expect(within.said).toEqual([1000, 1000, 500, 2000 / 7, 600]);
  });

  test("a moving average is the mean of sums, nulls left out, or the measure of its rows", () => {
    expect(column({ kind: "moving_average", of: "amount", rows: 2 }).said).toEqual([10, 20, 25, 20, 30]);
    expect(column({ kind: "moving_average", of: "rate", rows: 2 }).said).toEqual([
      1000,
      1000,
      5000 / 7,
      2000 / 7,
      375,
    ]);
  });

  test("equal values share a rank, the next is as far as they are many; null has none", () => {
    expect(column({ kind: "rank", of: "amount" }).said).toEqual([4, 1, 3, null, 1]);
    expect(column({ kind: "rank", of: "amount", direction: "asc" }).said).toEqual([1, 3, 2, null, 3]);
    expect(column({ kind: "rank", of: "amount", within: ["channel"] }).said).toEqual([3, 1, 2, null, 1]);
  });

  test("a difference needs the row before", () => {
    expect(column({ kind: "difference", of: "amount" }).said).toEqual([null, 20, -10, null, null]);
    const within = column({ kind: "difference", of: "amount", within: ["channel"] });
    expect(within.said).toEqual([null, null, 10, null, 10]);
  });

  test("shares are of the total and of the level above, on totals too", () => {
    const totals = { totals: ["grand", "subtotals"] };
    const total = column({ kind: "share_of_total", of: "amount" }, totals);
    expect(total.said).toEqual([1000 / 90, 3000 / 90, 2000 / 90, null, 3000 / 90]);
    expect(total.subtotals?.[0]?.rows.map((line) => line.at(-1))).toEqual([4000 / 90, 2000 / 90, 3000 / 90]);
    expect(total.grandTotal).toEqual({ said: 100 });
    const parent = column({ kind: "share_of_parent", of: "amount" }, totals);
    expect(parent.said).toEqual([25, 75, 100, null, 100]);
    expect(parent.subtotals?.[0]?.rows.map((line) => line.at(-1))).toEqual([4000 / 90, 2000 / 90, 3000 / 90]);
    expect(parent.grandTotal).toEqual({ said: null });
  });

  test("are of the rows of top, whatever the page; others have shares of the total alone", () => {
    const top = { dimension: "brand", n: 1, by: "amount" };
    const share = column({ kind: "share_of_total", of: "amount" }, { top });
    expect(share.said).toEqual([1000 / 90, 3000 / 90]);
    expect(share.others?.rows.map((line) => line.at(-1))).toEqual([5000 / 90, null]);
    const running = column({ kind: "running_total", of: "amount" }, { top, offset: 1 });
    expect(running.said).toEqual([40]);
    expect(running.others?.rows.map((line) => line.at(-1))).toEqual([null, null]);
  });
});
