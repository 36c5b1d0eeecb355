import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { flushAudit } from "@/lib/audit/record-read";
import { person } from "@/lib/dashboards/person.fixture";
import { createHostileValues, DIGITS, of, TEXTS } from "@/lib/exports/hostile-values.fixture";
import { readExport } from "@/lib/exports/proof-dashboard.fixture";
import { createValuesDashboard } from "@/lib/exports/values-dashboard.fixture";
import { closeRunners } from "@/lib/sources/open-runner";
import { checkWorkbook } from "@/tests/check-workbook";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { convertToCsv, officeProgram, readCsv } from "@/tests/office";

/** Hostile values from Postgres in a workbook that LibreOffice opens: texts stay texts, numbers that name something keep their digits. */

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

const LONGEST_MS = 400_000;
describe.skipIf(!officeProgram)("LibreOffice reads hostile values", () => {
  let database: TestDatabase | undefined;
  let folder = "";
  let lines: string[][];
  let bytes: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "lookflex-values-"));
    database = await testDatabase();
    const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    await createHostileValues(sql, database.readerRole);
    await sql.end();
    const viewer = await person("editor", { timezone: "America/New_York" });
    await createValuesDashboard(viewer);
    const widget = { kind: "widget" as const, dashboard: "values", widget: "all" };
    bytes = await readExport(viewer, { of: widget, format: "xlsx", address: "" });
    const file = path.join(folder, "book.xlsx");
    await writeFile(file, bytes);
    lines = readCsv((await convertToCsv(file)).get("all") ?? "");
  }, LONGEST_MS);
  afterAll(async () => {
    await flushAudit();
    await closeRunners(1);
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("in a workbook that Excel opens as it is", () => {
    expect(checkWorkbook(bytes)).toEqual([]);
  });

  test("texts to the character, formulas among them, and digits that are no numbers", () => {
    const rows = lines.slice(1, -1);
    expect(rows.map(([n]) => Number(n))).toEqual(TEXTS.map((_, n) => n));
    expect(rows.map(([, text]) => text)).toEqual(
      // It has one kind of line end.
      TEXTS.map(([text]) => text?.replace(/\r\n?/g, "\n") ?? ""),
    );
    expect(rows.map(([, , digits]) => digits)).toEqual(TEXTS.map((_, n) => of(DIGITS, n) ?? ""));
    expect(lines[0]?.slice(0, 5)).toEqual([
      "N",
      '=HYPERLINK("x", "y")',
      'Digits, "quoted"\nand broken',
      "@id",
      "Exact",
    ]);
  });

  test("numbers with all of their digits, truths, moments as the wall's clock has them, days", () => {
    // It cuts what a double holds of a second instead of rounding it: the last moment is 18:59:59.
    expect(lines.slice(1, 6).map((line) => line.slice(3))).toEqual([
      [
        "1234567890123456",
        "9007199254740993.1",
        "1E+300",
        "TRUE",
        "2025-11-02 00:30:00",
        "2024-02-29",
        "-1234567",
      ],
      [
        "9007199254740993",
        "-0.10000000000000000001",
        "-0.00000015",
        "FALSE",
        "2025-11-02 01:30:00",
        "Dec 31, 1899",
        "150000000",
      ],
      [
        "-9223372036854775808",
        "12345678901234567890",
        "0.1",
        "",
        "2025-03-09 01:59:59",
        "9999-12-31",
        "-250000000",
      ],
      ["0", "-3.5", "123456789012345680", "TRUE", "1969-12-31 18:59:58", "", "0"],
      ["", "0", "-0.30000000000000004", "FALSE", "", "2024-02-29", ""],
    ]);
  });
});
