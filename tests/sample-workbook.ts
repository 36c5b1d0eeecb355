/** A workbook with everything the writer can do, and what is in it. For tests. */
import { formatRules } from "@/lib/export/xlsx/format-rules";
import type { CellValue } from "@/lib/export/xlsx/sheet-writer";
import { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import { cutText, LONGEST_CELL } from "@/lib/export/xlsx/xml-text";
import { factNeeds, factsOf } from "@/lib/table/format-facts";
import { type ConditionalFormat, ConditionalFormats } from "@/lib/table/format-rule";

export const MADE = new Date("2026-01-02T03:04:05Z");

/** What a writer writes, as one piece. */
export async function workbookOf(fill: (workbook: WorkbookWriter) => Promise<void>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const workbook = new WorkbookWriter(
    async (chunk) => {
      chunks.push(chunk);
    },
    { title: 'A "title" & 제목', creator: "LookFlex", made: MADE },
  );
  await fill(workbook);
  await workbook.finish();
  return Buffer.concat(chunks);
}

/** Texts that readers may take for something else, or lose. */
export const TEXTS: readonly string[] = [
  "plain",
  "",
  "=1+1",
  "+82 10",
  "-5",
  "@name",
  "'quoted",
  'says "so", twice',
  "two\nlines",
  " spaces at its ends ",
  "tab\there",
  "👩‍👩‍👧 family",
  "한글".normalize("NFD"),
  "한글",
  "<b>&amp;</b>",
  "007",
  "1e5",
  "2026-01-01",
  "TRUE",
  "_x0041_",
  "a;b,c",
];
/** What no XML holds, and what reads back as it is only where `_xHHHH_` is known. */
export const ODD_TEXTS: readonly string[] = ["bell\u0007", "return\rhere", "half \ud83d pair", "\ufffe"];
export const LONG_TEXT = cutText(`${"가나다라".repeat(9_000)}👍`, LONGEST_CELL);

export const NUMBERS: readonly number[] = [0, -1, 0.1, 1 / 3, 1e-7, 123_456_789_012_345, 1e21, -98_765.432_1];

export const FORMATS: readonly ConditionalFormat[] = ConditionalFormats.parse([
  {
    column: "roi",
    rules: [
      { condition: "lt", value: 0, style: { tone: "negative" }, icon: "arrow-down" },
      {
        condition: "gte",
        value: 50,
        style: { backgroundColor: "#dcfce7", color: "#16a34a" },
        icon: "arrow-up",
      },
      { condition: "between", value: [10, 20], style: { fontWeight: "bold" } },
    ],
  },
  {
    column: "cost",
    match: "all",
    rules: [
      { bar: { tone: "accent" } },
      {
        scale: {
          points: [
            { at: "min", color: "#f8696b" },
            { at: { percentile: 50 }, color: "#ffeb84" },
            { at: "max", color: "#63be7b" },
          ],
        },
      },
      { condition: "top_n", value: 3, style: { fontWeight: "bold" } },
      { condition: "above_average", style: { color: "#111" } },
    ],
  },
  {
    column: "name",
    rules: [
      { condition: "contains", value: '나 "이"', style: { tone: "warning" }, icon: "flag" },
      { condition: "is_null", style: { backgroundColor: "#eee" }, scope: "row" },
    ],
  },
  {
    column: "goal",
    rules: [{ condition: "lt", value: { column: "roi" }, icon: "star", on: ["data", "total"] }],
  },
]);

export interface Line {
  kind: "data" | "subtotal";
  name: string | null;
  roi: number | null;
  cost: number | null;
  goal: number;
}
const dataLine = (i: number): Line => ({
  kind: "data",
  name: i % 5 === 4 ? null : `가나 "이" ${i}`,
  roi: i % 7 === 6 ? null : i * 9 - 30,
  cost: i * 1_000.5,
  goal: 20,
});
/** Two groups of six rows, each with its line above them. */
export const GROUPS: readonly (readonly Line[])[] = [0, 6].map((from) =>
  Array.from({ length: 6 }, (_, i) => dataLine(from + i)),
);
export const sumOf = (lines: readonly Line[], of: "cost" | "goal"): number =>
  lines.reduce((sum, line) => sum + (line[of] ?? 0), 0);

const RULE_COLUMNS = [
  { name: "name", at: 0, type: "string" as const },
  { name: "roi", at: 1, type: "number" as const, pattern: '#,##0.0"%"' },
  { name: "cost", at: 2, type: "number" as const, pattern: "#,##0.00" },
  { name: "goal", at: 3, type: "number" as const, display: { kind: "progress" as const, of: "roi" } },
];
/** The grouped sheet's first row below its heads. */
export const FIRST_LINE = 3;

async function writeGroups(workbook: WorkbookWriter, hidden: boolean): Promise<void> {
  const { styles } = workbook;
  const { writer } = await workbook.begin("그룹 / [합계]: '26", {
    columns: [{ width: 24 }, { width: 12 }, { width: 14 }, { width: 10 }, { width: 2, hidden: true }],
    frozen: { rows: 2, columns: 1 },
    levels: 1,
  });
  const head = styles.look({ bold: true, fill: "F3F4F6", bottom: "D1D5DB", align: "center", wrap: true });
  const looks = [
    styles.look({ number: "@", indent: 1 }),
    styles.look({ number: '#,##0.0"%"' }),
    styles.look({ number: "#,##0.00" }),
    styles.look({ number: "#,##0" }),
  ];
  await writer.row(["매체", "성과", null, null], [head, head, head, head], { height: 30 });
  await writer.row(["name", "roi", "cost", "goal"], [head, head, head, head]);
  for (const lines of GROUPS) {
    const [from, to] = [writer.rows + 2, writer.rows + 1 + lines.length];
    // 9, not 109: that one leaves out the rows of a group that is closed.
    const subtotal = (column: string, value: number): CellValue => ({
      formula: `SUBTOTAL(9,${column}${from}:${column}${to})`,
      value,
    });
    await writer.row(
      [
        `합계 ${lines.length}`,
        null,
        subtotal("C", sumOf(lines, "cost")),
        subtotal("D", sumOf(lines, "goal")),
        "subtotal",
      ],
      looks,
      { collapsed: hidden },
    );
    for (const { name, roi, cost, goal } of lines)
      await writer.row([name, roi, cost, goal, "data"], looks, { level: 1, hidden });
  }
  const last = writer.rows;
  const all = GROUPS.flat();
  const total = (column: string, value: number): CellValue => ({
    formula: `SUBTOTAL(9,${column}${FIRST_LINE}:${column}${last})`,
    value,
  });
  await writer.row(["총계", null, total("C", sumOf(all, "cost")), total("D", sumOf(all, "goal"))], looks);
  const facts = Object.fromEntries(
    factNeeds(FORMATS).map((need) => [
      need.column,
      factsOf(
        all.map((line) => line[need.column as "roi"]),
        need,
      ),
    ]),
  );
  await workbook.end({
    // Rows hidden under a filter are filtered away to LibreOffice, and no subtotal has them.
    ...(hidden ? {} : { filter: { column: 0, row: 2, lastColumn: 3, lastRow: last } }),
    merges: [{ column: 1, row: 1, lastColumn: 3, lastRow: 1 }],
    rules: formatRules(FORMATS, {
      columns: RULE_COLUMNS,
      body: { first: FIRST_LINE, last },
      total: last + 1,
      kinds: 4,
      facts,
    }),
  });
}

/** Values of all kinds, a line each: texts, then numbers, then days, then truths. */
async function writeValues(workbook: WorkbookWriter): Promise<void> {
  const { styles } = workbook;
  const { writer } = await workbook.begin("Values", { columns: [{ width: 40 }, { width: 20 }] });
  const text = styles.look({ number: "@", wrap: true });
  const link = styles.look({ number: "@", underline: true, color: "1D4ED8" });
  for (const one of TEXTS) await writer.row([one, "text"], [text]);
  for (const one of NUMBERS) await writer.row([one, "number"], [0]);
  await writer.row([46_023, "2026-01-01"], [styles.look({ number: "yyyy-mm-dd" })]);
  await writer.row([46_023.75, "2026-01-01 18:00:00"], [styles.look({ number: "yyyy-mm-dd hh:mm:ss" })]);
  await writer.row([true, false], []);
  await writer.row(["a page", null], [link]);
  writer.link(0, 'https://example.com/a?b=1&c="2"');
  await writer.row([{ formula: 'CONCATENATE("a","<b>")', value: "a<b>" }, null], []);
  await workbook.end();
}

async function writeOdd(workbook: WorkbookWriter): Promise<void> {
  const { writer } = await workbook.begin("Values", { columns: [{ width: 40 }] });
  for (const one of [...ODD_TEXTS, LONG_TEXT])
    await writer.row([one], [workbook.styles.look({ number: "@" })]);
  await writer.row([Number.NaN], [0]);
  await workbook.end();
}

/** Data and nothing else: what Excel finds itself. */
async function writePlain(workbook: WorkbookWriter): Promise<void> {
  const { writer } = await workbook.begin("Rules", {
    columns: [{ width: 20 }, { width: 10 }, { width: 10 }, { width: 10 }],
  });
  const lines = GROUPS.flat();
  for (const { name, roi, cost, goal } of lines) await writer.row([name, roi, cost, goal], []);
  const facts = Object.fromEntries(
    factNeeds(FORMATS).map((need) => [
      need.column,
      factsOf(
        lines.map((line) => line[need.column as "roi"]),
        need,
      ),
    ]),
  );
  await workbook.end({
    rules: formatRules(FORMATS, {
      columns: RULE_COLUMNS,
      body: { first: 1, last: lines.length },
      total: null,
      kinds: null,
      facts,
    }),
  });
}

/** @param hidden the groups are closed */
export const sampleWorkbook = (hidden = false): Promise<Uint8Array> =>
  workbookOf(async (workbook) => {
    await writeGroups(workbook, hidden);
    await writeValues(workbook);
    await writeOdd(workbook);
    await writePlain(workbook);
    await workbook.begin("빈 시트 이름이 서른한 글자보다 훨씬 길어서 잘리는 경우가 있습니다", {
      columns: [],
    });
    await workbook.end();
  });
