import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { FIRST_LINE, GROUPS, MADE, NUMBERS, sampleWorkbook, sumOf, TEXTS } from "@/tests/sample-workbook";

async function read(hidden = false) {
  const workbook = new ExcelJS.Workbook();
  // Its own idea of a Buffer is older than Node's.
  await workbook.xlsx.load((await sampleWorkbook(hidden)) as never);
  return workbook;
}
const sheetOf = async (at: number, hidden = false) => {
  const sheet = (await read(hidden)).worksheets[at];
  if (!sheet) throw new Error(`no sheet ${at}`);
  return sheet;
};

/** What it says of conditional formats, which its types leave out of a sheet. */
interface Conditional {
  ref: string;
  rules: {
    type: string;
    priority: number;

    formulae?: string[];
    [key: string]: unknown;
  }[];
}
const conditionals = (sheet: ExcelJS.Worksheet) =>
  (sheet as unknown as { conditionalFormattings: Conditional[] }).conditionalFormattings;

describe("another's reader finds", () => {
  it("sheets by their names, and who made them when", async () => {
    const { worksheets, creator, created } = await read();
    expect(worksheets.map(({ name }) => name)).toEqual([
      "그룹 합계 '26",
      "Values",
      "Values (2)",
      "Rules",
      "빈 시트 이름이 서른한 글자보다 훨씬 길어서 잘리는 경우",
    ]);
    expect([creator, created]).toEqual(["LookFlex", MADE]);
  });

  it("frozen panes, a filter, merges, hidden columns and levels", async () => {
    const sheet = await sheetOf(0);
    expect(sheet.views[0]).toMatchObject({ state: "frozen", xSplit: 1, ySplit: 2, topLeftCell: "B3" });
    expect(sheet.autoFilter).toBe("A2:D16");
    expect(sheet.getCell("C1").master.address).toBe("B1");
    expect(sheet.getColumn(5).hidden).toBe(true);
    const levels = (from: ExcelJS.Worksheet) =>
      Array.from({ length: from.rowCount }, (_, i) => from.getRow(i + 1)).map((row) => [
        row.outlineLevel ?? 0,
        row.hidden,
      ]);
    const wanted = (hidden: boolean) => [
      [0, false],
      [0, false],
      ...GROUPS.flatMap((lines) => [[0, false], ...lines.map(() => [1, hidden])]),
      [0, false],
    ];
    expect(levels(sheet)).toEqual(wanted(false));
    expect(levels(await sheetOf(0, true))).toEqual(wanted(true));
  });

  it("subtotals as formulas, with what they come to", async () => {
    const sheet = await sheetOf(0);
    expect(sheet.getCell("C3").value).toEqual({
      formula: "SUBTOTAL(9,C4:C9)",
      result: sumOf(GROUPS[0] ?? [], "cost"),
    });
    expect(sheet.getCell("C17").value).toEqual({
      formula: `SUBTOTAL(9,C${FIRST_LINE}:C16)`,
      result: sumOf(GROUPS.flat(), "cost"),
    });
  });

  it("patterns, and values as they were", async () => {
    const groups = await sheetOf(0);
    expect([groups.getCell("B4").numFmt, groups.getCell("C4").numFmt, groups.getCell("A4").numFmt]).toEqual([
      '#,##0.0"%"',
      "#,##0.00",
      "@",
    ]);
    const values = await sheetOf(1);
    const at = (row: number) => values.getCell(`A${row}`);
    TEXTS.forEach((text, i) => {
      // It makes nothing of an empty text, and does not know the escape of what looks like one.
      if (text !== "" && text !== "_x0041_") expect(at(i + 1).value).toBe(text);
    });
    NUMBERS.forEach((number, i) => {
      expect(at(TEXTS.length + 1 + i).value).toBe(number);
    });
    const days = TEXTS.length + NUMBERS.length + 1;
    expect(at(days).value).toEqual(new Date("2026-01-01T00:00:00Z"));
    expect(at(days + 1).value).toEqual(new Date("2026-01-01T18:00:00Z"));
    expect(at(days + 2).value).toBe(true);
    expect(at(days + 3).hyperlink).toBe('https://example.com/a?b=1&c="2"');
    expect(at(days + 4).result).toBe("a<b>");
  });

  it("rules as Excel's own, each before the next", async () => {
    const own = conditionals(await sheetOf(3));
    const types = own.flatMap(({ ref, rules }) => rules.map(({ type }) => `${ref} ${type}`));
    expect(types).toEqual(
      expect.arrayContaining([
        "C1:C12 dataBar",
        "C1:C12 colorScale",
        "C1:C12 top10",
        "C1:C12 aboveAverage",
        "B1:B12 cellIs",
        "B1:B12 expression",
        "A1:D12 expression",
      ]),
    );
    const all = own.flatMap(({ rules }) => rules);
    const priorities = all.map(({ priority }) => priority);
    expect(new Set(priorities).size).toBe(priorities.length);
    const lowest = all.find(({ type }) => type === "cellIs");
    expect(lowest).toMatchObject({
      operator: "lessThan",
      formulae: ["0"],
      style: { fill: { bgColor: { argb: expect.stringMatching(/^FF[0-9A-F]{6}$/) } } },
    });
    const grouped = conditionals(await sheetOf(0)).flatMap(({ rules }) => rules);
    expect(grouped.map(({ formulae }) => formulae?.[0])).toContain('$E3<>"data"');
  });
});
