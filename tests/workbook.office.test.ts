import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertToCsv, convertToXml, officeProgram, readCsv } from "@/tests/office";
import { GROUPS, type Line, LONG_TEXT, NUMBERS, sampleWorkbook, sumOf, TEXTS } from "@/tests/sample-workbook";
import { withoutOutcomes } from "@/tests/without-outcomes";

const LONGEST_MS = 400_000;

describe.skipIf(!officeProgram)("LibreOffice reads", () => {
  let folder = "";
  const read = async (bytes: Uint8Array) => {
    const file = path.join(folder, "book.xlsx");
    await writeFile(file, bytes);
    const sheets = await convertToCsv(file);
    return (name: string) => {
      const text = sheets.get(name);
      if (text === undefined) throw new Error(`no sheet ${name} among ${[...sheets.keys()].join(", ")}`);
      return readCsv(text);
    };
  };
  let sheet: Awaited<ReturnType<typeof read>>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "lookflex-book-"));
    sheet = await read(await sampleWorkbook());
  }, LONGEST_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("texts to the character, whatever they look like", () => {
    const texts = sheet("Values").slice(0, TEXTS.length);
    expect(texts.map(([text]) => text)).toEqual(TEXTS);
    expect(sheet("Values (2)").map(([text]) => text)).toContain(LONG_TEXT);
  });

  it("numbers, days, truths and what formulas come to", () => {
    const rest = sheet("Values").slice(TEXTS.length);
    rest.slice(0, NUMBERS.length).forEach(([text], i) => {
      const wanted = NUMBERS[i] ?? Number.NaN;
      // It writes fifteen digits.
      expect(Number(text)).toBe(Number(wanted.toPrecision(15)));
    });
    expect(rest.slice(NUMBERS.length)).toEqual([
      ["2026-01-01", "2026-01-01"],
      ["2026-01-01 18:00:00", "2026-01-01 18:00:00"],
      ["TRUE", "FALSE"],
      ["a page", ""],
      ["a<b>", ""],
    ]);
  });

  const number = (value: number | null) => (value === null ? "" : String(value));
  const dataOf = ({ name, roi, cost, goal, kind }: Line) => [
    name ?? "",
    number(roi),
    number(cost),
    number(goal),
    kind,
  ];
  const grouped = [
    ["매체", "성과", "", "", ""],
    ["name", "roi", "cost", "goal", ""],
    ...GROUPS.flatMap((lines) => [
      [`합계 ${lines.length}`, "", number(sumOf(lines, "cost")), number(sumOf(lines, "goal")), "subtotal"],
      ...lines.map(dataOf),
    ]),
    ["총계", "", number(sumOf(GROUPS.flat(), "cost")), number(sumOf(GROUPS.flat(), "goal")), ""],
  ];
  const GROUPED = "그룹 합계 '26";

  it("groups with their subtotals", () => {
    expect(sheet(GROUPED)).toEqual(grouped);
  });

  it.each([false, true])(
    "and reckons the same subtotals itself, groups closed: %s",
    async (hidden) => {
      const reckoned = await read(withoutOutcomes(await sampleWorkbook(hidden)));
      expect(reckoned(GROUPED)).toEqual(grouped);
    },
    LONGEST_MS,
  );

  it(
    "every rule, and each of its formulas",
    async () => {
      const bytes = await sampleWorkbook();
      const file = path.join(folder, "rules.xlsx");
      await writeFile(file, bytes);
      const document = await convertToXml(file);
      const found = (name: string) => document.match(new RegExp(`<calcext:${name}[ >]`, "g"))?.length ?? 0;
      const sheets = Object.entries(unzipSync(bytes))
        .filter(([name]) => name.startsWith("xl/worksheets/sheet"))
        .map(([, content]) => strFromU8(content))
        .join("");
      const written = (pattern: RegExp) => sheets.match(pattern)?.length ?? 0;
      expect(found("condition")).toBe(written(/<cfRule type="(expression|cellIs|top10|aboveAverage)"/g));
      expect(found("color-scale")).toBe(written(/<cfRule type="colorScale"/g));
      expect(found("data-bar")).toBe(written(/<cfRule type="dataBar"/g));
      expect(found("icon-set")).toBe(written(/<x14:cfRule type="iconSet"/g));
      expect(found("condition")).toBeGreaterThan(20);
      expect(document).not.toMatch(/calcext:value="[^"]*(Err:|#NAME|#REF)/);
    },
    LONGEST_MS,
  );

  it(
    "no file that is none",
    async () => {
      await expect(read(strToU8("PK no workbook"))).rejects.toThrow();
    },
    LONGEST_MS,
  );
});
