import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/access/viewer";
import { forgetDatasets } from "@/lib/datasets/load-datasets";
import { AppError } from "@/lib/errors";
import { listValues } from "@/lib/query/list-values";
import { pivotColumn, Query, type QueryInput } from "@/lib/query/query";
import { clearQueryCache } from "@/lib/query/query-cache";
import { resultText } from "@/lib/query/query-text";
import type { Result } from "@/lib/query/result";
import { answerQuestion, runQuery } from "@/lib/query/run-query";
import { runRecordedQuery } from "@/lib/query/run-recorded-query";
import { createHostileTable, HOSTILE, hostileRows } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { closeReaders } from "@/lib/sources/run-postgres";
import { type TestDatabase, testDatabase } from "@/tests/database";

vi.mock(import("@/lib/datasets/load-datasets"), async (original) => {
  const { HOSTILE: dataset } = await import("@/lib/query/testing/hostile-dataset");
  const source = { id: "commerce", kind: "postgres", url: "workspace", schemas: ["commerce"] } as const;
  const registry = new Map([
    ["hostile", { dataset, source: { ...source, schemas: ["commerce"] }, pack: "test", folder: "/nowhere" }],
  ]);
  return { ...(await original()), loadDatasets: async () => registry };
});

const ADMIN = testViewer({ role: "admin" });
const NAVER = testViewer({ attributes: { channel: ["naver"] } });
const rows = hostileRows();

let database: TestDatabase | undefined;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  await createHostileTable(owner, database.readerRole, rows);
  await owner`insert into dataset_versions (dataset, version, data_as_of) values ('hostile', 3, '2026-01-19T18:00:00Z')`;
});
afterAll(async () => {
  forgetDatasets();
  await closeReaders(1);
  await owner?.end();
  await database?.close();
});

describe("runQuery", () => {
  test("answers with typed columns in the viewer's language, and says how fresh the data is", async () => {
    const input: QueryInput = {
      dataset: "hostile",
      dimensions: ["brand", { name: "day", grain: "month" }],
      measures: ["amount", "rate"],
      time: { name: "day", from: "now-1M/M", to: "now" },
      compare: "previous_period",
      totals: ["grand"],
      limit: 2,
    };
    const result = await runQuery({ ...ADMIN, locale: "ko" }, input, {
      now: new Date("2026-01-20T03:00:00Z"),
    });
    expect(result.columns.slice(0, 6)).toEqual([
      { name: "brand", label: "브랜드", kind: "dimension", type: "string" },
      { name: "day", label: "일자 (월)", kind: "dimension", type: "date", grain: "month" },
      {
        name: "amount",
        label: "금액",
        kind: "measure",
        type: "number",
        format: { style: "currency", currency: "KRW" },
        additive: true,
        good: "up",
      },
      expect.objectContaining({
        name: "amount__previous",
        label: "금액 (이전)",
        of: { measure: "amount", part: "previous" },
      }),
      expect.objectContaining({ name: "amount__delta", good: "up", additive: true }),
      expect.objectContaining({ name: "amount__change", format: { style: "percent" }, additive: false }),
    ]);
    expect(Object.keys(result.grandTotal ?? {})).toHaveLength(8);
    expect(result.meta).toMatchObject({
      source: "commerce",
      rollup: null,
      rowCount: 2,
      truncated: true,
      dataAsOf: "2026-01-19T18:00:00.000Z",
    });
  });

  test("refuses a token without the scope, an unknown dataset and a malformed question", async () => {
    const input: QueryInput = { dataset: "hostile", measures: ["qty"] };
    await expect(runQuery({ ...ADMIN, scopes: ["read"] }, input)).rejects.toMatchObject({ code: "AUTH_004" });
    await expect(runQuery(ADMIN, { dataset: "hostle", measures: ["qty"] })).rejects.toMatchObject({
      code: "QUERY_001",
      details: { kind: "dataset", nearest: ["hostile"] },
    });
    await expect(runQuery(ADMIN, { ...input, limit: 100_001 })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path: "limit" }],
    });
  });

  test("one reader's kept answer is not another's: row rules are part of the question", async () => {
    const input: QueryInput = { dataset: "hostile", measures: ["orders"] };
    const [all] = (await runQuery(ADMIN, input)).rows;
    const [some] = (await runQuery(NAVER, input)).rows;
    const [none] = (await runQuery(testViewer(), input)).rows;
    expect(all).toEqual([rows.length]);
    expect(some).toEqual([rows.filter((row) => row.channel === "naver").length]);
    expect(none).toEqual([0]);
    expect((await runQuery(ADMIN, input)).meta.cached).toBe(true);
  });

  test("the reader's role has no way to people, whatever a dataset says", async () => {
    const reader = postgres(database?.readerUrl ?? "", { max: 1 });
    await expect(reader`select * from public.users`).rejects.toMatchObject({ code: "42501" });
    await reader.end();
  });
});

describe("listValues", () => {
  test("lists what the viewer may see, nulls last, and searches whatever the case and form", async () => {
    expect((await listValues(ADMIN, "hostile", "channel")).values).toHaveLength(4);
    expect((await listValues(ADMIN, "hostile", "channel")).values.at(-1)).toBeNull();
    expect(await listValues(NAVER, "hostile", "channel")).toEqual({ values: ["naver"], truncated: false });
    expect((await listValues(testViewer(), "hostile", "channel")).values).toEqual([]);
    expect((await listValues(ADMIN, "hostile", "brand", { search: "Ab" })).values.sort()).toEqual([
      "ABC",
      "abc",
    ]);
    expect((await listValues(ADMIN, "hostile", "brand", { search: "%_" })).values).toEqual(["100%_off"]);
    expect(
      (await listValues(ADMIN, "hostile", "brand", { search: "닥터".normalize("NFD") })).values,
    ).toHaveLength(2);
    expect(await listValues(ADMIN, "hostile", "brand", { limit: 1 })).toMatchObject({ truncated: true });
  });
});

describe("injection", () => {
  const HOSTILE_TEXTS = [
    "'; drop table commerce.numbers; --",
    '"; drop schema commerce cascade; --',
    "$1",
    "$$; select 1; $$",
    "\\'; select pg_sleep(10); --",
    'brand" from pg_user; --',
    "x') or 1=1 --",
    "{a,b}",
    '{"a"}',
    "\\",
    "%",
    "day; select 1",
    "month', now()) --",
    "Asia/Seoul'; select 1; --",
    "null",
    "🍊\u202e",
    "\u0000",
    "\ud800",
  ];
  const places: [string, (text: string) => object][] = [
    ["dataset", (text) => ({ dataset: text })],
    ["dimension", (text) => ({ dimensions: [text] })],
    [
      "alias",
      (text) => ({ dimensions: [{ name: "brand", as: text }], sort: [{ column: text, direction: "desc" }] }),
    ],
    ["grain", (text) => ({ dimensions: [{ name: "day", grain: text }] })],
    ["measure", (text) => ({ measures: [text] })],
    ["filter name", (text) => ({ filters: [{ name: text, op: "eq", values: ["a"] }] })],
    ["operator", (text) => ({ filters: [{ name: "brand", op: text, values: ["a"] }] })],
    ["eq", (text) => ({ filters: [{ name: "brand", op: "eq", values: [text] }] })],
    ["in", (text) => ({ filters: [{ name: "brand", op: "in", values: [text, `${text}x`, null] }] })],
    ["nin", (text) => ({ filters: [{ name: "brand", op: "nin", values: [text, `x${text}`] }] })],
    ["contains", (text) => ({ filters: [{ name: "brand", op: "contains", values: [text] }] })],
    ["starts_with", (text) => ({ filters: [{ name: "brand", op: "starts_with", values: [text] }] })],
    ["search", (text) => ({ search: { text, dimensions: ["brand", "product"] } })],
    ["search's dimension", (text) => ({ search: { text: "a", dimensions: [text] } })],
    ["number", (text) => ({ filters: [{ name: "size", op: "gt", values: [text] }] })],
    ["measure value", (text) => ({ filters: [{ name: "qty", op: "gt", values: [text] }] })],
    ["date", (text) => ({ filters: [{ name: "day", op: "gt", values: [text] }] })],
    ["instant", (text) => ({ filters: [{ name: "at", op: "gt", values: [text] }] })],
    ["sort", (text) => ({ sort: [{ column: text }] })],
    ["time", (text) => ({ time: { name: "day", from: text, to: text } })],
    ["time name", (text) => ({ time: { name: text, from: "now", to: "now" } })],
    ["zone", (text) => ({ timezone: text })],
    ["compare", (text) => ({ compare: text })],
    ["top's dimension", (text) => ({ top: { dimension: text, n: 1, by: "qty" } })],
    ["top's measure", (text) => ({ top: { dimension: "brand", n: 1, by: text } })],
    ["top's number", (text) => ({ top: { dimension: "brand", n: text, by: "qty" } })],
    ["pivot", (text) => ({ pivot: { dimensions: [text] } })],
    ["pivot's alias", (text) => ({ pivot: { dimensions: [{ name: "day", grain: "month", as: text }] } })],
    [
      "pivot's sort",
      (text) => ({ pivot: { dimensions: ["channel"], sort: [{ column: text, direction: "desc" }] } }),
    ],
    [
      "a pivoted column",
      (text) => ({
        pivot: { dimensions: ["channel"] },
        sort: [{ column: pivotColumn("orders", [text]), direction: "desc" }],
      }),
    ],
    ["calculation", (text) => ({ calculations: [{ name: text, kind: "rank", of: "orders" }] })],
    ["calculation's measure", (text) => ({ calculations: [{ name: "c", kind: "rank", of: text }] })],
    [
      "calculation's within",
      (text) => ({ calculations: [{ name: "c", kind: "rank", of: "orders", within: [text] }] }),
    ],
    ["calculation's kind", (text) => ({ calculations: [{ name: "c", kind: text, of: "orders" }] })],
    ["week start", (text) => ({ weekStart: text })],
    ["fiscal year", (text) => ({ fiscalYearStart: text })],
    ["limit", (text) => ({ limit: text })],
  ];

  test.each(places)("%s: hostile text is a value or is refused, never SQL", async (_, place) => {
    for (const text of HOSTILE_TEXTS) {
      const input = {
        dataset: "hostile",
        dimensions: ["brand"],
        measures: ["orders"],
        ...place(text),
      } as QueryInput;
      const outcome = await runQuery(ADMIN, input).catch((error: unknown) => error);
      if (outcome instanceof AppError) expect(outcome.status).toBe(400);
      else expect(outcome).toHaveProperty("rows");
    }
    expect((await owner`select count(*)::int as n from commerce."hostile ""rows"""`)[0]?.n).toBe(rows.length);
  });

  test("a filter by hostile text finds exactly that text", async () => {
    for (const text of new Set(rows.map((row) => row.brand)))
      if (text !== null) {
        const filters: QueryInput["filters"] = [{ name: "brand", op: "in", values: [text, "no such"] }];
        const result = await runQuery(ADMIN, { dataset: "hostile", dimensions: ["brand"], filters });
        expect(result.rows).toEqual([[text]]);
      }
  });

  test("attributes of row rules are values too", async () => {
    const viewer = testViewer({ attributes: { channel: ["x' or 1=1 --", "naver\0", "it's"] } });
    const result = await runQuery(viewer, { dataset: "hostile", dimensions: ["channel"] });
    expect(result.rows).toEqual([["it's"]]);
    expect(HOSTILE.rows).not.toBe("allRows");
  });
});

describe("an answer as text", () => {
  const input: QueryInput = {
    dataset: "hostile",
    dimensions: ["brand"],
    measures: ["orders"],
    totals: ["grand"],
  };
  const read = async (viewer: Viewer) =>
    JSON.parse(resultText(viewer, await answerQuestion(viewer, input, {})).bytes.toString()) as Result;
  const timeless = ({ meta, ...body }: Result) => ({ ...body, meta: { ...meta, elapsedMs: 0 } });

  test("says what the document says, whoever asks, newly read, kept, and kept as text", async () => {
    clearQueryCache();
    const readers = [
      ADMIN,
      { ...ADMIN, locale: "ko" as const },
      { ...ADMIN, currency: "EUR" },
      { ...ADMIN, numberStyle: "korean" as const },
    ];
    const first = await read(ADMIN);
    expect(first.meta.cached).toBe(false);
    for (const viewer of readers) {
      const document = await runQuery(viewer, input);
      expect(document.meta.cached).toBe(true);
      for (const _ of ["written", "kept", "kept"])
        expect(timeless(await read(viewer))).toEqual(timeless(document));
    }
    expect(timeless(await read(ADMIN))).toEqual(
      timeless({ ...first, meta: { ...first.meta, cached: true } }),
    );
  });

  test("is another one once the data is another", async () => {
    await read(ADMIN);
    await read(ADMIN);
    clearQueryCache();
    expect((await read(ADMIN)).meta.cached).toBe(false);
    expect(await read(testViewer({ attributes: { channel: ["nobody's"] } }))).toMatchObject({ rows: [] });
  });
});

describe("runRecordedQuery", () => {
  const recorded = async (userId: string, input: QueryInput) => {
    const { db } = await import("@/db/client");
    const { auditLog } = await import("@/db/schema/audit-log");
    const { flushAudit } = await import("@/lib/audit/record-read");
    const outcome = await runRecordedQuery({ ...ADMIN, userId }, Query.parse(input)).catch((error) => error);
    await flushAudit();
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, userId));
    return { outcome, entries };
  };

  test("puts on record who asked what and how many rows went out", async () => {
    const channel = { name: "channel", op: "in" as const, values: ["naver", null] };
    const time = { name: "day", from: "2026-01-01", to: "2026-01-31" };
    const input: QueryInput = {
      dataset: "hostile",
      dimensions: ["brand"],
      filters: [channel],
      time,
      limit: 3,
    };
    const { outcome, entries } = await recorded(crypto.randomUUID(), input);
    expect(entries).toMatchObject([{ action: "query.run", category: "DATA", severity: "INFO" }]);
    expect(entries[0]?.metadata).toEqual({
      dataset: "hostile",
      dimensions: ["brand"],
      measures: [],
      filters: [channel],
      time,
      rows: outcome.rowCount,
    });
  });

  test("stays small however long the filters, and cuts no character", async () => {
    const values = Array.from({ length: 50 }, (_, i) => `${i} `.padEnd(99, "x") + "😀".repeat(900));
    const filters = Array.from({ length: 100 }, () => ({ name: "channel", op: "nin" as const, values }));
    const { entries } = await recorded(crypto.randomUUID(), {
      dataset: "hostile",
      measures: ["orders"],
      filters,
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.metadata).toMatchObject({ filterCount: 100, rows: 1 });
    expect(JSON.stringify(entries[0]?.metadata).length).toBeLessThan(40_000);
  });

  test("has nothing to record where nothing was read", async () => {
    const { outcome, entries } = await recorded(crypto.randomUUID(), {
      dataset: "hostile",
      measures: ["nothing"],
    });
    expect(outcome).toMatchObject({ code: "QUERY_001" });
    expect(entries).toEqual([]);
  });
});
