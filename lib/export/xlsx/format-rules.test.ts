import { describe, expect, it, test } from "vitest";
import { type FormatFacts, factNeeds, factsOf } from "@/lib/table/format-facts";
import { ConditionalFormats } from "@/lib/table/format-rule";
import { formatRules, needsKinds } from "./format-rules";
import { barColor, withGlyph } from "./rule-look";
import type { RuleColumn, RuleSheet } from "./rule-sheet";
import type { PlacedRule } from "./sheet-rules";

const COLUMNS: RuleColumn[] = [
  { name: "name", at: 0, type: "string" },
  { name: "day", at: 1, type: "date" },
  { name: "roi", at: 2, type: "number", pattern: '#,##0.0"%"' },
  { name: "cost", at: 3, type: "number" },
];
const VALUES = [-10, 0, 10, 20, 30];
const RED = { fill: "FEE2E2", color: "DC2626" };
const STYLE = { backgroundColor: "#fee2e2", color: "#dc2626" };

function rulesOf(formats: unknown, sheet: Partial<RuleSheet> = {}) {
  const parsed = ConditionalFormats.parse(formats);
  const facts: FormatFacts = Object.fromEntries(
    factNeeds(parsed).map((need) => [need.column, factsOf(VALUES, need)]),
  );
  return formatRules(parsed, {
    columns: COLUMNS,
    body: { first: 2, last: 6 },
    total: null,
    kinds: null,
    facts,
    ...sheet,
  });
}
const one = (column: string, rule: object, sheet: Partial<RuleSheet> = {}) =>
  rulesOf([{ column, rules: [rule] }], sheet);
const formulaOf = (placed: PlacedRule | undefined) =>
  placed?.rule.kind === "formula" ? placed.rule.formula : "";
const formula = (text: string) => ({ kind: "formula", formula: text });
const compare = (operator: string, ...formulas: string[]) => ({ kind: "compare", operator, formulas });

test.each([
  // An empty cell is 0 to Excel's own comparison: where 0 would do, a formula asks for a number first.
  ["roi", { condition: "lt", value: 0 }, compare("lessThan", "0")],
  ["roi", { condition: "lt", value: 5 }, formula("AND(ISNUMBER($C2),$C2<5)")],
  ["roi", { condition: "lte", value: -1 }, compare("lessThanOrEqual", "-1")],
  ["roi", { condition: "eq", value: 50 }, compare("equal", "50")],
  ["roi", { condition: "eq", value: 0 }, formula("AND(ISNUMBER($C2),$C2=0)")],
  ["roi", { condition: "ne", value: 3 }, formula("AND(ISNUMBER($C2),$C2<>3)")],
  // A text is more than any number.
  ["roi", { condition: "gte", value: 50 }, formula("AND(ISNUMBER($C2),$C2>=50)")],
  [
    "roi",
    { condition: "gt", value: { column: "cost" } },
    formula("AND(ISNUMBER($C2),ISNUMBER($D2),$C2>$D2)"),
  ],
  ["roi", { condition: "between", value: [20, 10] }, compare("between", "10", "20")],
  ["roi", { condition: "between", value: [-1, 1] }, formula("AND(ISNUMBER($C2),$C2>=-1,$C2<=1)")],
  ["roi", { condition: "is_null" }, formula("ISBLANK($C2)")],
  ["roi", { condition: "top_n", value: 2 }, { kind: "rank", rank: 2, bottom: false }],
  ["roi", { condition: "bottom_n", value: 1 }, { kind: "rank", rank: 1, bottom: true }],
  ["roi", { condition: "above_average" }, { kind: "aboveAverage" }],
  ["name", { condition: "eq", value: "Apple" }, formula('AND(NOT(ISBLANK($A2)),EXACT($A2,"Apple"))')],
  [
    "name",
    { condition: "contains", value: 'A"b' },
    formula('AND(NOT(ISBLANK($A2)),ISNUMBER(FIND("a""b",LOWER($A2))))'),
  ],
  ["day", { condition: "gte", value: "2026-01-01" }, formula("AND(ISNUMBER($B2),$B2>=46023)")],
  [
    "day",
    { condition: "contains", value: "2026-01" },
    formula('AND(NOT(ISBLANK($B2)),ISNUMBER(FIND("2026-01",LOWER(TEXT($B2,"yyyy-mm-dd")))))'),
  ],
])("%s %j is %j", (column, rule, expected) => {
  expect(one(column, { ...rule, style: STYLE })).toEqual([
    {
      area: `${"ABCD"[COLUMNS.findIndex(({ name }) => name === column)]}2:${"ABCD"[COLUMNS.findIndex(({ name }) => name === column)]}6`,
      rule: { ...expected, look: RED },
      stops: false,
    },
  ]);
});

describe("facts", () => {
  it("are numbers where not all rows of data, or more than them, are in the area", () => {
    const texts = (sheet: Partial<RuleSheet>) =>
      [
        { condition: "top_n", value: 2 },
        { condition: "bottom_n", value: 9 },
        { condition: "above_average" },
      ].map((rule) => formulaOf(one("roi", { ...rule, style: STYLE }, sheet)[0]));
    expect(texts({ partial: true })).toEqual([
      "AND(ISNUMBER($C2),$C2>=20)",
      "ISNUMBER($C2)",
      "AND(ISNUMBER($C2),$C2>10)",
    ]);
    expect(texts({ kinds: 25 })[0]).toBe('AND($Z2="data",ISNUMBER($C2),$C2>=20)');
  });

  it("that are not known leave their rule out", () => {
    expect(one("roi", { condition: "top_n", value: 2, style: STYLE }, { facts: {} })).toEqual([]);
    expect(one("roi", { bar: {} }, { facts: {} })).toEqual([]);
  });
});

describe("deciding", () => {
  const RULES = [
    { condition: "lt", value: 0, style: STYLE },
    { condition: "lt", value: -5, style: { fontWeight: "bold" } },
  ];
  it("is stopping, where the first that fits decides", () => {
    expect(rulesOf([{ column: "roi", rules: RULES }]).map(({ stops }) => stops)).toEqual([true, false]);
    expect(rulesOf([{ column: "roi", match: "all", rules: RULES }]).map(({ stops }) => stops)).toEqual([
      false,
      false,
    ]);
  });

  it("is asked for by formula, where the row's rules show through", () => {
    const row = { condition: "eq", value: "x", style: { tone: "warning" }, scope: "row" };
    const rules = rulesOf([
      { column: "roi", rules: RULES },
      { column: "name", rules: [row] },
    ]);
    expect(rules.map(({ area, stops }) => [area, stops])).toEqual([
      ["C2:C6", false],
      ["C2:C6", false],
      ["A2:D6", false],
    ]);
    expect(rules[1]?.rule).toMatchObject({
      formula: "AND(NOT(AND(ISNUMBER($C2),$C2<0)),ISNUMBER($C2),$C2<-5)",
    });
  });

  it("leaves out what is switched off, and columns that are not there or not the reader's", () => {
    expect(one("roi", { ...RULES[0], enabled: false })).toEqual([]);
    expect(one("gone", RULES[0] ?? {})).toEqual([]);
    expect(one("roi", { condition: "lt", value: { column: "gone" }, style: STYLE })).toEqual([]);
    const masked = COLUMNS.map((column) => ({ ...column, masked: column.name === "roi" }));
    expect(one("roi", RULES[0] ?? {}, { columns: masked })).toEqual([]);
    expect(
      one("cost", { condition: "lt", value: { column: "roi" }, style: STYLE }, { columns: masked }),
    ).toEqual([]);
  });
});

describe("kinds of lines", () => {
  it("are asked for in the hidden column, and a total's row has rules of its own", () => {
    const rules = one(
      "roi",
      { condition: "lt", value: 0, style: STYLE, on: ["data", "total"] },
      { kinds: 25, total: 7 },
    );
    expect(rules.map(({ area, rule }) => [area, rule])).toEqual([
      ["C2:C6", { ...formula('AND($Z2<>"subtotal",ISNUMBER($C2),$C2<0)'), look: RED }],
      ["C7", { ...compare("lessThan", "0"), look: RED }],
    ]);
  });

  it("keep pictures off other lines by a rule that stops", () => {
    const rules = one("roi", { bar: { color: "#888" } }, { kinds: 25 });
    expect(rules).toEqual([
      { area: "C2:C6", rule: { ...formula('$Z2<>"data"'), look: {} }, stops: true },
      {
        area: "C2:C6",
        rule: { kind: "bar", color: "888888", min: { at: "num", value: -10 }, max: { at: "num", value: 30 } },
        stops: false,
      },
    ]);
  });

  it("need their column wherever a rule or a lane looks at rows alone", () => {
    expect(needsKinds(undefined)).toBe(false);
    expect(needsKinds([{ column: "roi", rules: [{ bar: {}, enabled: false }] }])).toBe(false);
    expect(needsKinds([{ column: "roi", rules: [{ bar: {} }] }])).toBe(true);
    expect(needsKinds([], [{ display: { kind: "bar" } }])).toBe(true);
  });
});

describe("pictures", () => {
  const scale = (...at: unknown[]) => ({
    scale: { points: at.map((place, i) => ({ at: place, color: ["#ff0000", "#ffff00", "#00ff00"][i] })) },
  });
  test.each([
    [
      ["min", { percentile: 50 }, "max"],
      [
        { at: "min", color: "FF0000" },
        { at: "percentile", value: 50, color: "FFFF00" },
        { at: "max", color: "00FF00" },
      ],
    ],
    [
      [0, 50],
      [
        { at: "num", value: 0, color: "FF0000" },
        { at: "num", value: 50, color: "FFFF00" },
      ],
    ],
  ])("a scale from %j", (at, points) => {
    expect(one("roi", scale(...at)).map(({ rule }) => rule)).toEqual([{ kind: "scale", points }]);
  });

  it("a scale in a total's row goes by the rows' numbers", () => {
    const rules = one("roi", { ...scale("min", "max"), on: ["total"] }, { total: 7 });
    expect(rules).toEqual([
      {
        area: "C7",
        rule: {
          kind: "scale",
          points: [
            { at: "num", value: -10, color: "FF0000" },
            { at: "num", value: 30, color: "FFFF00" },
          ],
        },
        stops: false,
      },
    ]);
  });

  it("a scale too dark for ink brings white where it is", () => {
    const rules = one("roi", {
      scale: {
        points: [
          { at: 0, color: "#ffffff" },
          { at: 32, color: "#000000" },
        ],
      },
    });
    expect(rules.length).toBeGreaterThan(1);
    expect(rules.at(-1)?.rule.kind).toBe("scale");
    expect(rules.some(({ rule }) => rule.kind === "formula" && rule.look.color === "FFFFFF")).toBe(true);
  });

  it("a scale for whole rows is drawn step by step", () => {
    const rules = one("roi", { ...scale("min", "max"), scope: "row" });
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.every(({ area, rule }) => area === "A2:D6" && rule.kind === "formula")).toBe(true);
  });

  it("bars begin where their column's lane does", () => {
    expect(one("roi", { bar: { tone: "positive", min: 5 } })[0]?.rule).toEqual({
      kind: "bar",
      color: barColor({ tone: "positive" }),
      min: { at: "num", value: 5 },
      max: { at: "max" },
    });
  });

  it("icons are a set where numbers decide", () => {
    const rules = rulesOf([
      {
        column: "roi",
        rules: [
          { condition: "gte", value: 20, icon: "arrow-up" },
          { condition: "gt", value: 0, icon: "arrow-right" },
          { condition: "lte", value: 0, icon: "arrow-down" },
        ],
      },
    ]);
    const arrow = (index: number) => ({ set: "3ArrowsGray", index });
    expect(rules[0]).toEqual({
      area: "C2:C6",
      rule: {
        kind: "icons",
        steps: [{ icon: arrow(0) }, { from: 0, above: true, icon: arrow(1) }, { from: 20, icon: arrow(2) }],
      },
      stops: false,
    });
  });

  it("icons stand in the cell's pattern where other columns or texts decide", () => {
    const [rule] = one("roi", { condition: "lt", value: { column: "cost" }, icon: "flag" });
    expect(rule?.rule).toMatchObject({ kind: "formula", look: { number: '"⚑ "#,##0.0"%"' } });
    expect(withGlyph('+#,##0";";-0;"a"', "star")).toBe('"★ "+#,##0";";"★ "-0;"★ ""a"');
  });
});

describe("displays", () => {
  const shown = (display: RuleColumn["display"]) =>
    COLUMNS.map((column) => (column.name === "roi" && display ? { ...column, display } : column));
  it("bars are over rows of data, red below zero", () => {
    const bar = rulesOf([], { columns: shown({ kind: "bar" }), total: 7 });
    expect(bar).toEqual([
      {
        area: "C2:C6",
        rule: {
          kind: "bar",
          color: barColor({}),
          negative: barColor({ tone: "negative" }),
          min: { at: "min" },
          max: { at: "max" },
        },
        stops: false,
      },
    ]);
  });

  it("progress goes from nothing to its target, in totals too", () => {
    const progress = rulesOf([], { columns: shown({ kind: "progress", target: 80 }), total: 7 });
    expect(progress.map(({ area, rule }) => [area, rule])).toMatchObject([
      ["C2:C6", { min: { at: "num", value: 0 }, max: { at: "num", value: 80 } }],
      ["C7", { min: { at: "num", value: 0 }, max: { at: "num", value: 80 } }],
    ]);
  });

  it("progress towards another measure is written before the value", () => {
    const progress = rulesOf([], { columns: shown({ kind: "progress", of: "cost" }) });
    expect(progress).toHaveLength(6);
    expect(progress[2]?.rule).toEqual({
      ...formula("IF(AND(ISNUMBER($C2),ISNUMBER($D2),$D2>0),$C2/$D2>=0.6,FALSE)"),
      look: { number: '"▰▰▰▱▱ "#,##0.0"%"' },
    });
  });
});

test("long words are cut into pieces, and formulas too long for Excel left out", () => {
  const [rule] = one("name", { condition: "eq", value: '"'.repeat(400), style: STYLE });
  const text = formulaOf(rule);
  for (const piece of text.match(/"(?:[^"]|"")*"/g) ?? []) expect(piece.length).toBeLessThanOrEqual(257);
  const words = Array.from({ length: 30 }, (_, i) => ({
    condition: "eq",
    value: `${i}${"가".repeat(480)}`,
    style: STYLE,
  }));
  const many = rulesOf([
    { column: "name", rules: words },
    { column: "roi", rules: [{ condition: "lt", value: 0, style: STYLE, scope: "row" }] },
  ]);
  for (const { rule } of many)
    expect(rule.kind === "formula" ? rule.formula.length : 0).toBeLessThanOrEqual(8_000);
});
