import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { person } from "@/lib/dashboards/person.fixture";
import {
  COLUMNS,
  createHostileValues,
  DIGITS,
  DOUBLES,
  of,
  TEXTS,
} from "@/lib/exports/hostile-values.fixture";
import { readExport } from "@/lib/exports/proof-dashboard.fixture";
import { createValuesDashboard } from "@/lib/exports/values-dashboard.fixture";
import { closeRunners } from "@/lib/sources/open-runner";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** CSV of hostile values, read back by Python and by Postgres: every value is what it was, formulas behind their apostrophe. */

const python = process.env.LOOKFLEX_TEST_PYTHON;
vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const { VALUES } = await import("@/lib/exports/hostile-values.fixture");
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const loaded = () => ({
    dataset: VALUES,
    source: { ...source, schemas: ["commerce"] },
    pack: "test",
    folder: "/nowhere",
  });
  return { ...(await original()), loadDatasets: async () => new Map([["values", loaded()]]) };
});

let database: TestDatabase | undefined;
let sql: postgres.Sql;
let viewer: Viewer;
beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileValues(sql, database.readerRole);
  await sql.unsafe(`create table read_back (${COLUMNS}); create table texts (text text)`);
  viewer = await person("editor", { timezone: "America/New_York" });
  await createValuesDashboard(viewer);
}, 120_000);
afterAll(async () => {
  await flushAudit();
  await sql?.end();
  await closeRunners(1);
  await database?.close();
});

const csv = (
  widget: string,
  options: { values?: "raw" | "formatted"; bom?: boolean } = {},
  reader = viewer,
) => readExport(reader, { of: { kind: "widget", dashboard: "values", widget }, address: "", ...options });

/** What Python's csv finds, every field as text. */
function readPython(bytes: Buffer): string[][] {
  const script = `import csv, io, json, sys
text = sys.stdin.buffer.read().decode("utf-8-sig")
print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))`;
  return JSON.parse(execFileSync(python ?? "", ["-c", script], { input: bytes, maxBuffer: 1e8 }).toString());
}
async function copyInto(table: string, bytes: Buffer): Promise<void> {
  await sql.unsafe(`truncate ${table}`);
  const writable = await sql.unsafe(`copy ${table} from stdin (format csv, header)`).writable();
  await pipeline(Readable.from([bytes]), writable);
}
const guarded = ([text, runs]: [string | null, boolean]) => (runs && text !== null ? `'${text}` : text);
const HEAD = [
  "N",
  `'=HYPERLINK("x", "y")`,
  'Digits, "quoted"\nand broken',
  "'@id",
  "Exact",
  "'-double",
  "Flag",
  "각".normalize("NFD"),
  "🍊",
  "Won",
];

describe("Postgres reads back", () => {
  test.each([false, true])(
    "every value, null as null and empty text as empty text (mark: %s)",
    async (bom) => {
      const bytes = await csv("all", { bom });
      expect(bytes.subarray(0, 3).equals(Buffer.from("\ufeff"))).toBe(bom);
      await copyInto("read_back", bytes);
      const texts = await sql`select text from read_back order by n`;
      expect(texts.map(({ text }) => text)).toEqual(TEXTS.map(guarded));
      const others = "n, digits, id, exact, double, flag, at, day, won";
      const lost = await sql.unsafe(
        `select ${others} from commerce.hostile_values except select ${others} from read_back`,
      );
      expect([...lost]).toEqual([]);
      const [count] = await sql`select count(*)::int as n from read_back`;
      expect(count?.n).toBe(TEXTS.length);
    },
  );

  test("a column alone, whatever stands on its line", async () => {
    await copyInto("texts", await csv("alone"));
    const texts = await sql`select text from texts`;
    // A line with nothing on it would be skipped by many readers: there nothing is an empty text.
    expect(texts.map(({ text }) => text).sort()).toEqual(TEXTS.map((one) => guarded(one) ?? "").sort());
  });
});

describe.skipIf(!python)("Python reads back", () => {
  test.each([false, true])("every field (mark: %s)", async (bom) => {
    const [head, ...rows] = readPython(await csv("all", { bom }));
    expect(head).toEqual(HEAD);
    const wanted = await sql`select n::text, digits, id::text, exact::text, flag::text, day::text, won::text
      from commerce.hostile_values order by hostile_values.n`;
    expect(
      rows.map(([n, , digits, id, exact, , flag, , day, won]) => ({ n, digits, id, exact, flag, day, won })),
    ).toEqual(
      wanted.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? ""])),
      ),
    );
    expect(rows.map(([, text]) => text)).toEqual(TEXTS.map((one) => guarded(one) ?? ""));
    expect(rows.map((row) => (row[5] === "" ? null : Number(row[5])))).toEqual(
      TEXTS.map((_, n) => (of(DOUBLES, n) === null ? null : Number(of(DOUBLES, n)))),
    );
    expect(rows.slice(0, 5).map((row) => row[7])).toEqual([
      "2025-11-02T00:30:00.123456-04:00",
      "2025-11-02T01:30:00-04:00",
      "2025-03-09T01:59:59-05:00",
      "1969-12-31T18:59:59.5-05:00",
      "",
    ]);
  });

  test.each([
    ["digits", "-1,234,567", "150,000,000", "-250,000,000"],
    ["korean", "-123만", "1억 5,000만", "-2억 5,000만"],
  ] as const)("values as the page writes them, %s", async (numberStyle, ...won) => {
    const reader: Viewer = { ...viewer, numberStyle, locale: "ko" };
    const [head, ...rows] = readPython(await csv("all", { values: "formatted", bom: true }, reader));
    expect(head?.slice(0, 7)).toEqual(HEAD.slice(0, 7));
    expect(head?.slice(7)).toEqual([`${HEAD[7]} (America/New_York)`, "🍊", "Won (원)"]);
    expect(rows.map(([, text]) => text)).toEqual(TEXTS.map((one) => guarded(one) ?? ""));
    expect(rows.map(([, , digits]) => digits)).toEqual(TEXTS.map((_, n) => of(DIGITS, n) ?? ""));
    expect(rows.slice(0, 5).map((row) => row.slice(3))).toEqual([
      [
        "1,234,567,890,123,456",
        "9,007,199,254,740,993.1",
        rows[0]?.[5],
        "✓",
        "2025. 11. 2. 00:30",
        "2024. 2. 29.",
        won[0],
      ],
      ["9,007,199,254,740,993", "-0.1", "-0.00000015", "✗", "2025. 11. 2. 01:30", "1899. 12. 31.", won[1]],
      [
        "-9,223,372,036,854,775,808",
        "12,345,678,901,234,567,890",
        "0.1",
        "",
        "2025. 3. 9. 01:59",
        "9999. 12. 31.",
        won[2],
      ],
      ["0", "-3.5", "123,456,789,012,345,680", "✓", "1969. 12. 31. 18:59", "", "0"],
      ["", "0", "-0.3", "✗", "", "2024. 2. 29.", ""],
    ]);
  });
});
