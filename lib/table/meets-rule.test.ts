import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/query/result";
import type { FormatRule } from "./format-rule";
import { meetsRule } from "./meets-rule";

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
    [{ condition: "gt", value: "12345678901234567890.1" }, "12345678901234567890.2", true],
    [{ condition: "lt", value: "-0.10000000000000000001" }, "-0.10000000000000000002", true],
    [{ condition: "eq", value: 9007199254740992 }, "9007199254740993", false],
    [{ condition: "between", value: ["2026-01-01", "2026-01-31"] }, "2026-01-15", true],
    [{ condition: "top_n", value: 1 }, 5, false],
  ])("%j on %j is %s", (rule, value, expected) => {
    expect(meetsRule(rule, value)).toBe(expected);
  });
});

describe("against another column", () => {
  const row: Record<string, Cell> = { target: 50, low: 10, none: null };
  const cellOf = (name: string) => row[name];
  it.each<[Pick<FormatRule, "condition" | "value">, Cell, boolean]>([
    [{ condition: "gte", value: { column: "target" } }, 50, true],
    [{ condition: "lt", value: { column: "target" } }, 50, false],
    [{ condition: "between", value: [{ column: "low" }, { column: "target" }] }, 20, true],
    [{ condition: "between", value: [{ column: "low" }, 15] }, 20, false],
    [{ condition: "gt", value: { column: "none" } }, 1, false],
    [{ condition: "ne", value: { column: "none" } }, 1, false],
    [{ condition: "gt", value: { column: "gone" } }, 1, false],
  ])("%j on %j is %s", (rule, value, expected) => {
    expect(meetsRule(rule, value, cellOf)).toBe(expected);
  });
});
