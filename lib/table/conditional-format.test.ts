import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/query/result";
import { compileFormats } from "./conditional-format";
import { factNeeds, factsOf } from "./format-facts";
import { ConditionalFormats } from "./format-rule";

const row =
  (cells: Record<string, Cell>) =>
  (name: string): Cell | undefined =>
    cells[name];
const compile = (formats: unknown, values: Record<string, Cell[]> = {}) => {
  const parsed = ConditionalFormats.parse(formats);
  const needs = factNeeds(parsed);
  return compileFormats(
    parsed,
    Object.fromEntries(needs.map((need) => [need.column, factsOf(values[need.column] ?? [], need)])),
  );
};

const RED = { backgroundColor: "#fee2e2", color: "#dc2626" };
const FIRST_DESIGN = [
  {
    column: "roi",
    rules: [
      { condition: "lt", value: 0, style: RED },
      { condition: "lt", value: 10, style: { tone: "warning" } },
      { condition: "gte", value: 50, style: { backgroundColor: "#dcfce7", color: "#16a34a" } },
    ],
  },
];

describe("compileFormats", () => {
  it("takes the first rule that fits, in its own column and on data alone", () => {
    const format = compile(FIRST_DESIGN);
    expect(format(row({ roi: -1 }), "data")("roi")).toEqual({ style: RED });
    expect(format(row({ roi: 5 }), "data")("roi")).toEqual({ style: { tone: "warning" } });
    expect(format(row({ roi: 30 }), "data")("roi")).toBeUndefined();
    expect(format(row({ roi: null }), "data")("roi")).toBeUndefined();
    expect(format(row({ roi: -1, margin: -1 }), "data")("margin")).toBeUndefined();
    expect(format(row({ roi: -1 }), "total")("roi")).toBeUndefined();
  });

  it("lays rules over each other where the column says so, the first on top", () => {
    const format = compile([
      {
        column: "roi",
        match: "all",
        rules: [
          { condition: "lt", value: 10, style: { fontWeight: "bold" } },
          { condition: "lt", value: 5, style: { tone: "negative" }, icon: "arrow-down" },
          { condition: "lt", value: 5, style: RED },
        ],
      },
    ]);
    expect(format(row({ roi: 1 }), "data")("roi")).toEqual({
      style: { fontWeight: "bold", tone: "negative" },
      icon: "arrow-down",
    });
  });

  it("colours whole rows below the cells' own rules, and only the kinds of rows asked for", () => {
    const format = compile([
      {
        column: "roi",
        rules: [{ condition: "lt", value: 0, scope: "row", on: ["subtotal"], style: { tone: "negative" } }],
      },
      {
        column: "margin",
        rules: [{ condition: "gt", value: 0, on: ["data", "subtotal"], style: { tone: "positive" } }],
      },
    ]);
    const cells = row({ roi: -1, margin: 3, brand: "a" });
    expect(format(cells, "subtotal")("brand")).toEqual({ style: { tone: "negative" } });
    expect(format(cells, "subtotal")("margin")).toEqual({ style: { tone: "positive" } });
    expect(format(cells, "data")("brand")).toBeUndefined();
  });

  it("keeps a rule that is off, and draws nothing of it", () => {
    const format = compile([
      { column: "a", rules: [{ condition: "gt", value: 0, enabled: false, style: { tone: "accent" } }] },
    ]);
    expect(format(row({ a: 1 }), "data")("a")).toBeUndefined();
  });

  it("knows the best, the worst and those above the average of all rows, ties among them", () => {
    const values = { a: [1, 2, 3, 3, null, "12345678901234567890"] };
    const met = (rule: object, value: Cell) =>
      compile([{ column: "a", rules: [{ ...rule, icon: "star" }] }], values)(row({ a: value }), "data")(
        "a",
      ) !== undefined;
    expect(met({ condition: "top_n", value: 2 }, 3)).toBe(true);
    expect(met({ condition: "top_n", value: 2 }, 2)).toBe(false);
    expect(met({ condition: "top_n", value: 1 }, "12345678901234567889")).toBe(false);
    expect(met({ condition: "bottom_n", value: 2 }, 2)).toBe(true);
    expect(met({ condition: "bottom_n", value: 2 }, 3)).toBe(false);
    expect(met({ condition: "top_n", value: 100 }, 1)).toBe(true);
    expect(met({ condition: "top_n", value: 100 }, null)).toBe(false);
    const low = { a: [1, 2, 9] };
    const above = compile([{ column: "a", rules: [{ condition: "above_average", icon: "star" }] }], low);
    expect(above(row({ a: 4 }), "data")("a")).toBeUndefined();
    expect(above(row({ a: 5 }), "data")("a")).toEqual({ icon: "star" });
  });

  it("draws bars from zero, beside the rule that colours", () => {
    const format = compile(
      [
        {
          column: "a",
          rules: [{ condition: "lt", value: 0, style: RED }, { bar: { tone: "positive" } }],
        },
      ],
      { a: [-50, 150] },
    );
    expect(format(row({ a: -50 }), "data")("a")).toEqual({
      style: RED,
      bar: { zero: 0.25, end: 0, tone: "positive" },
    });
    expect(format(row({ a: 50 }), "data")("a")).toEqual({ bar: { zero: 0.25, end: 0.5, tone: "positive" } });
    expect(format(row({ a: null }), "data")("a")).toBeUndefined();
  });

  it("waits with rules whose facts are not there", () => {
    const formats = ConditionalFormats.parse([
      { column: "a", rules: [{ condition: "top_n", value: 1, icon: "star" }, { bar: {} }] },
    ]);
    expect(compileFormats(formats)(row({ a: 1 }), "data")("a")).toBeUndefined();
  });
});
