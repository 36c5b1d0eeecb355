import { describe, expect, test } from "vitest";
import { SECOND_DAYS } from "@/lib/exports/workbook/column-cells";
import { rulesInDays } from "@/lib/exports/workbook/duration-rules";
import { rulesOfSheet } from "@/lib/exports/workbook/rules-of-sheet";
import type { TableColumn } from "@/lib/table/columns";
import type { ConditionalFormat, FormatRule } from "@/lib/table/format-rule";

const HOUR = 3600 * SECOND_DAYS;
const STYLE = { style: { tone: "negative" } } as const;
const of = (column: string, rule: FormatRule): ConditionalFormat => ({ column, rules: [rule] });
const facts = { top: { 1: 7200 }, bottom: { 1: "3600" }, average: 3600, percentiles: { 50: 3600 } };

describe("rules about durations", () => {
  const inDays = (column: string, rule: FormatRule) =>
    rulesInDays([of(column, rule)], { columns: [], facts: {} }, ["took", 'took@["a"]']).formats?.[0]?.rules;

  test.each<[FormatRule, FormatRule[]]>([
    [{ condition: "gt", value: 3600, ...STYLE }, [{ condition: "gt", value: HOUR, ...STYLE }]],
    [
      { condition: "between", value: [0, 3600], ...STYLE },
      [{ condition: "between", value: [0, HOUR], ...STYLE }],
    ],
    [{ condition: "top_n", value: 3, ...STYLE }, [{ condition: "top_n", value: 3, ...STYLE }]],
    [{ bar: { min: 0, max: 3600 } }, [{ bar: { min: 0, max: HOUR } }]],
    [
      {
        scale: {
          points: [
            { at: "min", color: "#fff" },
            { at: 3600, color: "#000" },
          ],
        },
      },
      [
        {
          scale: {
            points: [
              { at: "min", color: "#fff" },
              { at: HOUR, color: "#000" },
            ],
          },
        },
      ],
    ],
    [{ condition: "gt", value: { column: "count" }, ...STYLE }, []],
  ])("are written in days: %j", (rule, wanted) => {
    expect(inDays("took", rule)).toEqual(wanted);
    expect(inDays('took@["a"]', rule)).toEqual(wanted);
  });

  test("leave other columns alone", () => {
    const rule: FormatRule = { condition: "gt", value: 3600, ...STYLE };
    expect(inDays("count", rule)).toEqual([rule]);
  });

  test("know their facts and targets in days", () => {
    const column = {
      name: "took",
      at: 0,
      type: "number",
      display: { kind: "progress", target: 3600 },
    } as const;
    const read = rulesInDays([], { columns: [column], facts: { took: facts, count: facts } }, ["took"]);
    expect(read.facts).toEqual({
      took: {
        top: { 1: 2 * HOUR },
        bottom: { 1: HOUR },
        average: HOUR,
        percentiles: { 50: HOUR },
      },
      count: facts,
    });
    expect(read.columns).toEqual([{ ...column, display: { kind: "progress", target: HOUR } }]);
  });
});

test("a sheet's rule holds a duration's cell against days", () => {
  const column = {
    name: "took",
    label: "Took",
    kind: "measure",
    type: "number",
    format: { style: "duration" },
  };
  const [rule] = rulesOfSheet(
    {
      config: { conditionalFormatting: [of("took", { condition: "gt", value: 3600, ...STYLE })] },
      columns: [{ name: "took", index: 0, column } as unknown as TableColumn],
      hidden: [],
    },
    { body: { first: 2, last: 9 }, total: null, kinds: null, facts: {} },
    "en",
  );
  expect(JSON.stringify(rule)).toContain(String(HOUR));
  expect(JSON.stringify(rule)).not.toContain("3600");
});
