import { describe, expect, it } from "vitest";
import {
  addRule,
  copyRules,
  mergeFormats,
  moveRule,
  removeRule,
  replaceRule,
  setRuleColumn,
  setStacking,
} from "./edit-formats";
import type { ConditionalFormat, FormatRule } from "./format-rule";

const rule = (value: number): FormatRule => ({ condition: "lt", value, style: { tone: "negative" } });
const start: ConditionalFormat[] = [
  { column: "roi", match: "all", rules: [rule(0), rule(1)] },
  { column: "margin", rules: [rule(2)] },
];
const told = (formats: ConditionalFormat[]) =>
  formats.map(({ column, rules }) => `${column}: ${rules.map(({ value }) => value).join(",")}`);

describe("editing formats", () => {
  it("adds, replaces, moves and removes", () => {
    expect(told(addRule(start, "margin", rule(3)))).toEqual(["roi: 0,1", "margin: 2,3"]);
    expect(told(addRule(start, "orders", rule(3)))).toEqual(["roi: 0,1", "margin: 2", "orders: 3"]);
    expect(told(replaceRule(start, { format: 0, rule: 1 }, rule(9)))).toEqual(["roi: 0,9", "margin: 2"]);
    expect(told(moveRule(start, { format: 0, rule: 1 }, -1))).toEqual(["roi: 1,0", "margin: 2"]);
    expect(told(moveRule(start, { format: 0, rule: 1 }, 1))).toEqual(["roi: 0,1", "margin: 2"]);
    expect(told(removeRule(start, { format: 1, rule: 0 }))).toEqual(["roi: 0,1"]);
    expect(told(setRuleColumn(start, { format: 1, rule: 0 }, "roi"))).toEqual(["roi: 0,1,2"]);
    expect(told(setRuleColumn(start, { format: 0, rule: 0 }, "orders"))).toEqual([
      "roi: 1",
      "margin: 2",
      "orders: 0",
    ]);
  });

  it("keeps how a column matches, and changes only that", () => {
    expect(removeRule(start, { format: 0, rule: 0 })[0]?.match).toBe("all");
    expect(setStacking(start, 0, false)[0]).toEqual({ column: "roi", rules: start[0]?.rules });
    expect(setStacking(start, 1, true)[1]?.match).toBe("all");
  });

  it("copies a column's rules over those of others, and to other tables", () => {
    expect(told(copyRules(start, "roi", ["margin", "orders"]))).toEqual([
      "roi: 0,1",
      "margin: 0,1",
      "orders: 0,1",
    ]);
    expect(
      told(
        mergeFormats(
          [
            { column: "margin", rules: [rule(7)] },
            { column: "x", rules: [] },
          ],
          start,
        ),
      ),
    ).toEqual(["x: ", "roi: 0,1", "margin: 2"]);
  });
});
