/** Rules, masks, lookups and the calendar, held against examples computed by hand from docs/query.md. */
import { describe, expect, test } from "vitest";
import type { QueryInput } from "@/lib/query/query";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { askOracle as ask, row, sale } from "@/tests/tiny-questions";

describe("who sees what", () => {
  const rows = [sale("a", "naver", 1, 1), sale(null, "it's", 2, 1), sale("b", null, 4, 1)];
  const amountFor = (changes: object) =>
    ask({ measures: ["amount"] }, rows, testViewer(changes)).rows[0]?.[0];

  test("rows by one's attribute, by one's groups, or all", () => {
    expect(amountFor({ role: "admin" })).toBe(7);
    expect(amountFor({})).toBe(null);
    expect(amountFor({ attributes: { channel: ["naver"] } })).toBe(1);
    expect(amountFor({ groups: ["night"] })).toBe(2);
    expect(amountFor({ groups: ["night"], attributes: { channel: ["naver"] } })).toBe(3);
    expect(amountFor({ groups: ["all_rows"] })).toBe(7);
  });

  test("a masked text is ••• or null, a masked measure null, in filters too", () => {
    const editor = testViewer({ role: "editor", groups: ["all_rows"] });
    const input: Omit<QueryInput, "dataset"> = {
      dimensions: ["brand"],
      measures: ["amount", "mean", "orders"],
      totals: ["grand"],
    };
    const result = ask(input, rows, editor);
    // What stands on a masked measure's column is another measure.
    expect(result.rows).toEqual([
      ["•••", null, 2.5, 2],
      [null, null, 2, 1],
    ]);
    expect(result.grandTotal).toEqual({ amount: null, mean: 7 / 3, orders: 3 });
    expect(result.columns.map(({ masked }) => masked)).toEqual([true, true, false, false]);
    const filtered = (name: string, op: "is_null" | "eq", values: string[] = []) =>
      ask({ ...input, filters: [{ name, op, values }] }, rows, editor).rows.length;
    expect(filtered("amount", "is_null")).toBe(2);
    expect(filtered("brand", "eq", ["a"])).toBe(0);
    expect(filtered("brand", "eq", ["•••"])).toBe(1);
  });
});

describe("lookups", () => {
  const rows = ["누룽지", "a\\b", "A_b", "A%b", null].map((product) => row({ product, channel: "naver" }));
  const found = (changes: object) =>
    ask(
      { dimensions: ["product", "category", "rating"] },
      rows,
      testViewer({ attributes: { channel: ["naver"] }, ...changes }),
    ).rows.map((line) => line.slice(1));

  test("of several entries the smallest counts, nulls last; where there is none all is null", () => {
    expect(new Set(found({}).map((line) => JSON.stringify(line)))).toEqual(
      new Set(['["soft",1]', '["hard",4]', "[null,-2]", "[null,null]"]),
    );
    expect(found({})).toHaveLength(5);
  });

  test("the lookup's own rules hold: another entry does not step in", () => {
    const editor = {
      role: "editor",
      attributes: { channel: ["naver"], category: ["soft"], rating: ["any"] },
    };
    expect(found(editor).filter(([category]) => category !== null)).toEqual([["soft", 1]]);
    const masked = { role: "editor", attributes: { channel: ["naver"], category: ["soft"] } };
    expect(found(masked).filter(([category]) => category !== null)).toEqual([["soft", null]]);
  });
});

describe("time", () => {
  const daysOf = (grain: "week" | "fiscal_quarter" | "fiscal_year", changes: object = {}) =>
    ask({ dimensions: [{ name: "day", grain }], ...changes }, [row({ day: "2026-02-01" })]).rows[0]?.[0];

  test("weeks and fiscal years begin where the question or its viewer says", () => {
    // The first of February 2026 is a Sunday.
    expect(daysOf("week")).toBe("2026-01-26");
    expect(daysOf("week", { weekStart: 0 })).toBe("2026-02-01");
    expect(daysOf("fiscal_year")).toBe("2025-04-01");
    expect(daysOf("fiscal_quarter")).toBe("2026-01-01");
    expect(daysOf("fiscal_quarter", { fiscalYearStart: 2 })).toBe("2026-02-01");
    expect(daysOf("fiscal_year", { fiscalYearStart: 3 })).toBe("2025-03-01");
    const sundays = testViewer({ role: "admin", weekStart: 0 });
    const result = ask(
      { dimensions: [{ name: "day", grain: "week" }] },
      [row({ day: "2026-02-07" })],
      sundays,
    );
    expect(result.rows).toEqual([["2026-02-01"]]);
  });

  test.each([
    // It is Tuesday, 20 January 2026.
    ["now-1w/w", "now-1w/w", ["2026-01-12", "2026-01-18"]],
    ["now-1M/M", "now-1M/M", ["2025-12-01", "2025-12-31"]],
    ["now/fy", "now/fy", ["2025-04-01", "2026-03-31"]],
    ["now-1fQ/fQ", "now-1fQ/fQ", ["2025-10-01", "2025-12-31"]],
    ["now-2M-20d", "now", ["2025-10-31", "2026-01-20"]],
  ])("from %s to %s", (from, to, [first = "", last = ""]) => {
    const shift = (day: string, by: number) =>
      new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
    const rows = [shift(first, -1), first, last, shift(last, 1)].map((day) => row({ day }));
    expect(ask({ dimensions: ["day"], time: { name: "day", from, to } }, rows).rows).toEqual([
      [first],
      [last],
    ]);
  });

  test("the two hours of an autumn night stay two, and half hours count from the zone's own", () => {
    const rows = ["2025-11-02T05:30:00.000Z", "2025-11-02T06:30:00.000Z"].map((at) => row({ at }));
    const hours = (timezone: string) =>
      ask({ dimensions: [{ name: "at", grain: "hour" }], timezone }, rows).rows.map(([hour]) => hour);
    expect(hours("America/New_York")).toEqual(["2025-11-02T01:00:00-04:00", "2025-11-02T01:00:00-05:00"]);
    expect(hours("Asia/Kolkata")).toEqual(["2025-11-02T11:00:00+05:30", "2025-11-02T12:00:00+05:30"]);
  });
});
