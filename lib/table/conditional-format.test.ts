import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/query/result";
import { compileFormats, meetsRule, toCss } from "./conditional-format";
import { type FormatRule, TableConfig } from "./table-config";

describe("meetsRule", () => {
  it.each<[Pick<FormatRule, "condition" | "value">, Cell, boolean]>([
    [{ condition: "lt", value: 0 }, -0.1, true],
    [{ condition: "lt", value: 0 }, 0, false],
    [{ condition: "lte", value: 0 }, 0, true],
    [{ condition: "gt", value: 50 }, 50, false],
    [{ condition: "gte", value: 50 }, 50, true],
    [{ condition: "gte", value: "50" }, 50, true],
    [{ condition: "gte", value: 50 }, "50.000000000000000001", true],
    [{ condition: "gt", value: 9 }, "12345678901234567890", true],
    [{ condition: "eq", value: "네이버" }, "네이버".normalize("NFD"), true],
    [{ condition: "ne", value: 1 }, 2, true],
    [{ condition: "between", value: [0, 10] }, 10, true],
    [{ condition: "between", value: [10, 0] }, 0, true],
    [{ condition: "between", value: [0, 10] }, 10.01, false],
    [{ condition: "contains", value: "닥터" }, "닥터트루", true],
    [{ condition: "contains", value: "MALL" }, "own mall", true],
    [{ condition: "lt", value: "2026-02-01" }, "2026-01-31", true],
    [{ condition: "is_null" }, null, true],
    [{ condition: "is_null" }, 0, false],
    [{ condition: "lt", value: 1 }, null, false],
    [{ condition: "ne", value: 1 }, null, false],
    [{ condition: "lt" }, 1, false],
  ])("%j on %j is %s", (rule, value, expected) => {
    expect(meetsRule(rule, value)).toBe(expected);
  });
});

describe("compileFormats", () => {
  const config = TableConfig.parse({
    conditionalFormatting: [
      {
        column: "roi",
        rules: [
          { condition: "lt", value: 0, style: { backgroundColor: "#fee2e2", color: "#dc2626" } },
          { condition: "lt", value: 10, style: { tone: "warning" } },
          { condition: "gte", value: 50, style: { backgroundColor: "#dcfce7", color: "#16a34a" } },
        ],
      },
    ],
  });
  const format = compileFormats(config.conditionalFormatting);

  it("takes the first rule that fits, in its own column only", () => {
    expect(format("roi", -1)?.backgroundColor).toMatch(/^light-dark\(#fee2e2, #[0-9a-f]{6}\)$/);
    expect(format("roi", 5)).toEqual({ backgroundColor: "var(--warn-soft)", color: "var(--warn)" });
    expect(format("roi", 30)).toBeUndefined();
    expect(format("roi", null)).toBeUndefined();
    expect(format("margin", -1)).toBeUndefined();
  });

  it("writes no CSS but checked colours", () => {
    expect(toCss({ backgroundColor: "red;background:url(//x)", color: "url(//x)" })).toEqual({});
    expect(toCss({ fontWeight: "bold" })).toEqual({ fontWeight: 600 });
  });
});
