import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { expectedLines } from "@/lib/exports/expected-lines.fixture";
import {
  PERIOD,
  proofSpec,
  readExport,
  readJson,
  type Tree,
  treesOver,
} from "@/lib/exports/proof-dashboard.fixture";
import type { Cell } from "@/lib/query/result";
import { closeRunners } from "@/lib/sources/open-runner";
import { loadCommerce } from "@/packs/commerce/demo/load";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { convertToCsv, officeProgram, readCsv } from "@/tests/office";
import { withoutOutcomes } from "@/tests/without-outcomes";

/** A whole dashboard as LibreOffice reads it, which has to reckon every sum itself, against JSON and SQL. */

const LONGEST_MS = 400_000;

describe.skipIf(!officeProgram)("LibreOffice reads a dashboard", () => {
  let database: TestDatabase | undefined;
  let sql: postgres.Sql;
  let viewer: Viewer;
  let trees: Tree[];
  let folder = "";
  let sheets: Map<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "lookflex-proof-"));
    database = await testDatabase();
    const { ownerUrl, appRole, readerRole } = database;
    await loadCommerce({ ownerUrl, appRole, readerRole, rows: 20_000, until: "2026-07-31" });
    sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    const list = async (name: string) =>
      (await sql.unsafe(`select distinct ${name} as v from commerce.sales where ${PERIOD} order by 1`)).map(
        ({ v }) => v,
      );
    trees = treesOver(await list("brand"), await list("channel"));
    viewer = await person("editor");
    await createDashboard(viewer, { format: "json", value: proofSpec(trees) });
    const bytes = await readExport(viewer, {
      of: { kind: "dashboard", dashboard: "proof" },
      format: "xlsx",
    });
    const file = path.join(folder, "book.xlsx");
    await writeFile(file, withoutOutcomes(bytes));
    sheets = await convertToCsv(file);
  }, LONGEST_MS);
  afterAll(async () => {
    await flushAudit();
    await sql?.end();
    await closeRunners(1);
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const linesOf = (name: string) => {
    const text = sheets.get(name);
    if (text === undefined) throw new Error(`no ${name} among ${[...sheets.keys()].join(", ")}`);
    return readCsv(text);
  };
  /** It writes fifteen digits of a number, rounding what it was written as: both sides are held to them. */
  const fifteen = (value: Cell | undefined): string => {
    if (typeof value !== "number") return String(value ?? "");
    const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
    const digits = mantissa.replace(/[-.]/g, "");
    if (digits.length <= 15) return String(value);
    const kept = BigInt(digits.slice(0, 15)) + ((digits[15] ?? "0") >= "5" ? 1n : 0n);
    return String(Number(`${value < 0 ? "-" : ""}${kept}e${Number(exponent) - 14}`));
  };
  const read = (cells: string[]) =>
    cells.map((text) => (text !== "" && Number.isFinite(Number(text)) ? fifteen(Number(text)) : text));

  test.each([
    ["flat", "브랜드 성과 6월", 1, 7],
    ["pivot", "Pivot", 3, null],
    ["chart", "Largest", 1, 2],
    ["kpi", "KPIs", 1, 12],
  ] as const)(
    "(%s) every cell as JSON has it",
    async (id, name, head, width) => {
      const json = await readJson(viewer, id);
      const columns = width ?? json.columns.length;
      expect(json.columns).toHaveLength(columns);
      const groups = id === "pivot" ? 1 : 0;
      const all = linesOf(name).slice(head);
      // Of the lines of groups, only the first cells hold anything beside sums.
      const rows = all.filter((line) => groups === 0 || line[1] !== "").slice(0, json.rows.length);
      expect(rows.map((line) => read(line.slice(0, columns)))).toEqual(
        json.rows.map((row) => row.map(fifteen)),
      );
      if (groups > 0) {
        const sums = all.filter((line) => line[1] === "" && line[0] !== "Total");
        const wanted = new Map(json.subtotals?.[0]?.rows.map((row) => [row[0], row.map(fifteen)]));
        expect(sums.map((line) => read(line))).toEqual(sums.map(([brand]) => wanted.get(brand ?? "")));
        expect(sums).toHaveLength(wanted.size);
      }
      if (json.grandTotal)
        expect(read(all.at(-1)?.slice(-columns) ?? [])).toEqual(
          expect.arrayContaining(
            json.columns.flatMap(({ name: column, kind }) =>
              kind === "measure" ? fifteen(json.grandTotal?.[column]) : [],
            ),
          ),
        );
    },
    LONGEST_MS,
  );

  test.each(["above", "below", "nowhere", "kept"])(
    "(%s) every row, and every sum that it reckons, folded away or not",
    async (id) => {
      const tree = trees.find((one) => one.id === id);
      if (!tree) throw new Error(id);
      const json = await readJson(viewer, id);
      const depth = tree.groups.length + 1;
      const paths = json.rows.map((row) => row.slice(0, depth) as (string | null)[]);
      const expected = await expectedLines(sql, tree, paths);
      const lines = linesOf(tree.title).slice(1);
      expect(lines.map((line) => read(line.slice(depth, depth + 4)))).toEqual(
        expected.map(({ values }) => (values ?? [null, null, null, null]).map(fifteen)),
      );
      const rows = lines.filter((_, i) => expected[i]?.kind === "row");
      expect(rows.map((line) => read(line.slice(0, depth + 4)))).toEqual(
        json.rows.map((row) => row.map(fifteen)),
      );
    },
    LONGEST_MS,
  );
});
