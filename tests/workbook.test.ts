import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { plainText } from "@/tests/check-sheet";
import { checkWorkbook } from "@/tests/check-workbook";
import { LONG_TEXT, ODD_TEXTS, sampleWorkbook, TEXTS, workbookOf } from "@/tests/sample-workbook";
import { allOf, parseXml } from "@/tests/strict-xml";

const parts = async () => unzipSync(await sampleWorkbook());
const text = (files: Record<string, Uint8Array>, name: string) => strFromU8(files[name] ?? new Uint8Array());

describe("a workbook", () => {
  it("is one that Excel opens as it is", async () => {
    expect(checkWorkbook(await sampleWorkbook())).toEqual([]);
    expect(checkWorkbook(await sampleWorkbook(true))).toEqual([]);
  });

  it("may be a single empty sheet", async () => {
    const empty = await workbookOf(async (workbook) => {
      await workbook.begin("", { columns: [] });
      await workbook.end();
    });
    expect(checkWorkbook(empty)).toEqual([]);
  });

  it("is the same bytes again", async () => {
    expect(await sampleWorkbook()).toEqual(await sampleWorkbook());
  });

  it("keeps its texts to the character", async () => {
    const files = await parts();
    const read = (name: string) => allOf(parseXml(text(files, name)), "t").map((one) => plainText(one.text));
    const texts = read("xl/worksheets/sheet2.xml");
    for (const one of TEXTS) expect(texts).toContain(one);
    expect(read("xl/worksheets/sheet3.xml")).toEqual([...ODD_TEXTS, LONG_TEXT]);
    expect(LONG_TEXT.length).toBeLessThanOrEqual(32_767);
  });
});

describe("the checklist finds", () => {
  const SHEET = "xl/worksheets/sheet1.xml";
  it.each([
    ["a part without a type", "[Content_Types].xml", /<Override PartName="\/xl\/styles.xml"[^>]*>/, ""],
    ["a relation to nowhere", "xl/_rels/workbook.xml.rels", "styles.xml", "gone.xml"],
    ["a name twice", "xl/workbook.xml", 'name="Rules"', 'name="values"'],
    ["a name too long", "xl/workbook.xml", 'name="Rules"', `name="${"R".repeat(32)}"`],
    ["a filter elsewhere", "xl/workbook.xml", "$A$2:", "$A$1:"],
    ["a look that is not there", SHEET, 's="1"', 's="99"'],
    ["a rule's look that is not there", SHEET, /dxfId="\d+"/, 'dxfId="99"'],
    ["a priority twice", SHEET, 'priority="2"', 'priority="1"'],
    ["cells out of order", SHEET, 'r="B2"', 'r="A2"'],
    ["rows out of order", SHEET, '<row r="3"', '<row r="2"'],
    ["elements out of order", SHEET, /(<pageMargins[^>]*>)(<pageSetup[^>]*>)/, "$2$1"],
    [
      "merges over each other",
      SHEET,
      '<mergeCell ref="B1:D1"/>',
      '<mergeCell ref="B1:D1"/><mergeCell ref="D1:E2"/>',
    ],
    ["a prefix of nobody", SHEET, ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"', ""],
    ["a formula that is none", SHEET, "ISNUMBER($B", "ISNUMBER($B,,"],
    ["levels that were not said", SHEET, ' outlineLevelRow="1"', ""],
    ["a bar without its other half", SHEET, "<x14:id>{4C", "<x14:id>{5C"],
    ["a link to nowhere", "xl/worksheets/sheet2.xml", 'r:id="rId1"', 'r:id="rId7"'],
    ["a colour of a theme", "xl/styles.xml", '<sz val="10"/>', '<sz val="10"/><color theme="1"/>'],
    ["looks miscounted", "xl/styles.xml", /<dxfs count="\d+"/, '<dxfs count="1"'],
    ["a pattern without end", "xl/styles.xml", "&quot;%&quot;", "&quot;%"],
    ["no number", "xl/worksheets/sheet2.xml", "<v>46023</v>", "<v>soon</v>"],
    ["markup that is none", SHEET, "</worksheet>", ""],
    ["no text", "xl/worksheets/sheet2.xml", ">plain<", ">pl\u0001ain<"],
    ["no time", "docProps/core.xml", "2026-01-02T03:04:05Z", "yesterday"],
  ])("%s", async (_, name, from, to) => {
    const files = await parts();
    const before = text(files, name);
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    expect(checkWorkbook(zipSync({ ...files, [name]: strToU8(after) }))).not.toEqual([]);
  });
});
